package dev.understudy.node;

import dev.understudy.containers.Images;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test whose broker would be a container of an image that can't be had. */
class KafkaImageIsHere implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String image = System.getProperty(BusForTests.IMAGE, "");
    if (image.isEmpty()) {
      return ConditionEvaluationResult.enabled("the broker is in this JVM");
    }
    return missing(image)
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled(image + " is here"));
  }

  /** Quarkus has set a class loader that knows other classes of the same names. */
  private static Optional<String> missing(String image) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(KafkaImageIsHere.class.getClassLoader());
    try {
      return Images.missing(image);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
