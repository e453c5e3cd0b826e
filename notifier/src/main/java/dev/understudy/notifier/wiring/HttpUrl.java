package dev.understudy.notifier.wiring;

import dev.understudy.contracts.InvalidField;
import dev.understudy.notifier.adapter.http.TargetPolicy;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Pattern;

/** A URL that a setting gives. What is wrong with it is said without showing it. */
final class HttpUrl {

  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Pattern ADDRESS = Pattern.compile("\\[.*]|[0-9.]+");

  private HttpUrl() {}

  /**
   * Returns the URL if it is one that can be posted to.
   *
   * @param what of the field it is, if it isn't the field itself; else empty
   */
  static URI require(String field, URI url, String what) {
    if (url.getScheme() == null || !SCHEMES.contains(url.getScheme()) || url.getHost() == null) {
      throw new InvalidField(field + what, "must be an http or https URL");
    }
    if (url.getUserInfo() != null) {
      throw new InvalidField(field + what, "must not hold a user or a password");
    }
    return url;
  }

  /**
   * Refuses at once what would be refused at every attempt: an address in the URL itself. Names are
   * looked up when it comes to sending, not now.
   */
  static URI requireAllowed(String field, URI url, TargetPolicy targets) {
    if (ADDRESS.matcher(url.getHost()).matches()) {
      targets
          .refusal(address(field, url.getHost()))
          .ifPresent(
              kind -> {
                throw new InvalidField(
                    field,
                    "leads to a refused address: "
                        + kind
                        + " (understudy.notifier.allow-local-targets=true allows loopback and"
                        + " link-local ones)");
              });
    }
    return url;
  }

  private static InetAddress address(String field, String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new InvalidField(field, "has an address that is none");
    }
  }
}
