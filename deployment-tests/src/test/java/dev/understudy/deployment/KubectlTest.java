package dev.understudy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which kubectl can render k8s/. */
class KubectlTest {

  @ParameterizedTest
  @ValueSource(strings = {"v1.24.0", "v1.32.4-dispatcher", "v2.0.0"})
  void isNewEnough(String version) {
    assertThat(Kubectl.objection(told(version))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.20.2", "v1.23.17", "v0.99.0"})
  void isTooOldAndItIsSaidSo(String version) {
    assertThat(Kubectl.objection(told(version)).orElseThrow())
        .isEqualTo("kubectl is " + version + "; it takes 1.24 or newer");
  }

  @Test
  void whatSaysNoVersionIsNotTrusted() {
    assertThat(Kubectl.objection("Client Version: v1.32.4").orElseThrow()).contains("v1.32.4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/OPERATIONS.md", "k8s/overlays/dev/kustomization.yaml"})
  void peopleAreToldTheSame(String file) {
    assertThat(Checkout.text(Checkout.HOME.resolve(file)))
        .contains("kubectl " + Kubectl.LEAST_VERSION + " or newer");
  }

  @Test
  void theTestsScriptSaysTheSame() {
    assertThat(Checkout.text(Checkout.HOME.resolve("understudy")))
        .contains("readonly LEAST_KUBECTL=" + Kubectl.LEAST_VERSION + "\n");
  }

  private static String told(String version) {
    return "{\"clientVersion\": {\"major\": \"1\", \"gitVersion\": \"" + version + "\"}}";
  }
}
