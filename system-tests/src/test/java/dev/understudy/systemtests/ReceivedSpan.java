package dev.understudy.systemtests;

import java.util.Map;
import java.util.Set;

/**
 * A span as a service exported it.
 *
 * @param parentId empty: it begins its trace
 * @param links the ids of the spans that it is linked to
 */
record ReceivedSpan(
    String service,
    String name,
    String traceId,
    String spanId,
    String parentId,
    Set<String> links,
    Map<String, String> attributes) {

  String attribute(String key) {
    return attributes.getOrDefault(key, "");
  }
}
