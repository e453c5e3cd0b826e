package dev.understudy.deployment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a service can be told: what its wiring asks for ({@code @ConfigMapping} and
 * {@code @ConfigProperty}, as they were compiled), and the properties that it gives defaults for.
 *
 * @param known all names; {@code *} stands for a name that a user chooses
 * @param required those without a default
 */
record ServiceSettings(Set<String> known, Set<String> required) {

  private static final String MAPPING = "io.smallrye.config.ConfigMapping";
  private static final String INJECTED = "org.eclipse.microprofile.config.inject.ConfigProperty";
  private static final String DEFAULT = "io.smallrye.config.WithDefault";

  /** Skips the test that asks if the module is not packaged. */
  static ServiceSettings of(String module) throws IOException, ReflectiveOperationException {
    Path target = Checkout.HOME.resolve(module).resolve("target");
    assumeTrue(
        Files.exists(target.resolve("quarkus-app/quarkus-run.jar")),
        module + " is not packaged: ./mvnw -DskipTests package");
    ServiceSettings settings = new ServiceSettings(new TreeSet<>(), new TreeSet<>());
    settings.known.add("kafka.bootstrap.servers");
    settings.addProperties(target.resolve("classes/application.properties"));
    List<URL> classPath = new ArrayList<>();
    classPath.add(target.resolve("classes").toUri().toURL());
    for (Path jar : Checkout.filesBelow(target.resolve("quarkus-app/lib"), ".jar")) {
      classPath.add(jar.toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      for (Path file : Checkout.filesBelow(target.resolve("classes"), ".class")) {
        String name = target.resolve("classes").relativize(file).toString();
        if (name.contains("/wiring/") && !name.contains("$")) {
          Class<?> type = loader.loadClass(name.substring(0, name.length() - 6).replace('/', '.'));
          settings.addMapping(type);
          settings.addInjected(type);
        }
      }
    }
    return settings;
  }

  private void addProperties(Path file) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(Files.readString(file)));
    known.addAll(properties.stringPropertyNames());
  }

  private void addMapping(Class<?> type) throws ReflectiveOperationException {
    Optional<String> prefix = value(type.getAnnotations(), MAPPING, "prefix");
    if (prefix.isPresent()) {
      add(prefix.get(), type, true);
    }
  }

  /** What producer methods ask for one by one. */
  private void addInjected(Class<?> type) throws ReflectiveOperationException {
    for (Method method : type.getDeclaredMethods()) {
      for (Parameter parameter : method.getParameters()) {
        Optional<String> name = value(parameter.getAnnotations(), INJECTED, "name");
        if (name.isPresent()) {
          add(name.get(), parameter.getParameterizedType(), true);
        }
      }
    }
  }

  private void add(String prefix, Class<?> group, boolean needed)
      throws ReflectiveOperationException {
    for (Method method : group.getMethods()) {
      boolean hasDefault = value(method.getAnnotations(), DEFAULT, "value").isPresent();
      add(
          prefix + "." + kebab(method.getName()),
          method.getGenericReturnType(),
          needed && !hasDefault);
    }
  }

  private void add(String name, Type type, boolean needed) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      boolean map = generic.getRawType().equals(Map.class);
      add(map ? name + ".*" : name, arguments[arguments.length - 1], false);
    } else if (type instanceof Class<?> group && group.isInterface() && isGroup(group)) {
      add(name, group, needed);
    } else {
      known.add(name);
      if (needed) {
        required.add(name);
      }
    }
  }

  /** Groups are declared within the mapping; {@code Path} is an interface, too. */
  private static boolean isGroup(Class<?> type) {
    return type.getDeclaringClass() != null && type.getName().startsWith("dev.understudy.");
  }

  private static String kebab(String method) {
    return method.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static Optional<String> value(Annotation[] annotations, String type, String member)
      throws ReflectiveOperationException {
    for (Annotation annotation : annotations) {
      if (annotation.annotationType().getName().equals(type)) {
        return Optional.of(
            annotation.annotationType().getMethod(member).invoke(annotation).toString());
      }
    }
    return Optional.empty();
  }

  /** Whether an environment variable is one of them (MicroProfile Config, environment mapping). */
  boolean knowsVariable(String variable) {
    return known.stream().anyMatch(name -> variable.matches(variable(name)));
  }

  static String variable(String property) {
    return property
        .toUpperCase(Locale.ROOT)
        .replaceAll("[^A-Z0-9*]", "_")
        .replace("*", "[A-Z0-9_]+");
  }
}
