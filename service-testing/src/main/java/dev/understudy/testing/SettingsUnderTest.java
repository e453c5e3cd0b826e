package dev.understudy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What a service is told, for tests of what it refuses; nothing else of this machine is read. */
public final class SettingsUnderTest {

  private static final String KEY_FILE = "understudy.secrets.key-file";
  private static final int KEY_BYTES = 32;
  private static final int ORDINAL = 100;

  private final String prefix;
  private final Function<SettingsUnderTest, ?> check;
  private final Map<String, String> settings = new HashMap<>();

  /**
   * @param prefix of the service's own properties, e.g. {@code understudy.node}
   * @param check what the service makes of its settings at its start
   */
  public SettingsUnderTest(String prefix, Function<SettingsUnderTest, ?> check) {
    this.prefix = prefix;
    this.check = check;
  }

  /** Sets one of the service's own properties. */
  public void put(String property, String value) {
    settings.put(prefix + "." + property, value);
  }

  /** Makes a key file, and names it. */
  public void makeKeyFile(Path folder) throws IOException {
    String key = Base64.getEncoder().encodeToString(new byte[KEY_BYTES]);
    settings.put(KEY_FILE, Files.writeString(folder.resolve("keys"), key).toString());
  }

  public Path keyFile() {
    return Path.of(settings.get(KEY_FILE));
  }

  /** The settings as the service's wiring gets them. */
  public <T> T as(Class<T> mapping) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(mapping)
        .withSources(new PropertiesConfigSource(settings, "test", ORDINAL))
        .build()
        .getConfigMapping(mapping);
  }

  /** What the service makes of its settings; throws what it refuses them with. */
  public Object checked() {
    return check.apply(this);
  }

  public void assertAccepted() {
    assertThat(checked()).isNotNull();
  }

  /**
   * Tries one value.
   *
   * @param words that the refusal must have besides the property's name
   */
  public void assertRefused(String property, String value, String words) {
    put(property, value);
    assertThatThrownBy(this::checked)
        .hasMessageContaining(prefix + "." + property)
        .hasMessageContaining(words);
  }

  /** Tries a key file that isn't there, and one that is none. */
  public void assertBadKeyFilesRefused(Path folder) throws IOException {
    settings.put(KEY_FILE, folder.resolve("none").toString());
    assertThatThrownBy(this::checked)
        .hasMessageContaining(KEY_FILE)
        .hasMessageContaining("can't be used");
    settings.put(KEY_FILE, Files.writeString(folder.resolve("short"), "aGlkZGVu").toString());
    assertThatThrownBy(this::checked)
        .hasMessageContaining(KEY_FILE)
        .hasMessageContaining("32 bytes as base64")
        .hasMessageNotContaining("aGlkZGVu");
  }
}
