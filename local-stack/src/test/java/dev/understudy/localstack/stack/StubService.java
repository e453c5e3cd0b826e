package dev.understudy.localstack.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * Stands in for a packaged service where only the launcher is looked at: reads its settings as a
 * real one does, says that it is ready, and creates whatever it is asked to.
 */
public final class StubService {

  private static final String CLASS_FILE = StubService.class.getName().replace('.', '/') + ".class";

  private StubService() {}

  public static void main(String[] arguments) throws IOException {
    Properties settings = new Properties();
    Path file = Path.of(URI.create(System.getProperty("smallrye.config.locations")));
    try (var reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    }
    int port = Integer.parseInt(settings.getProperty("quarkus.http.port"));
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext("/", StubService::answer);
    server.start();
    System.out.println("stub of " + file.getFileName() + " on " + port);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    boolean health = exchange.getRequestURI().getPath().startsWith("/q/health");
    boolean creation = exchange.getRequestMethod().equals("POST");
    exchange.sendResponseHeaders(health ? 200 : creation ? 201 : 404, -1);
    exchange.close();
  }

  /** A checkout with nothing in it but packaged stubs. */
  public static Path checkout(Path home) throws IOException {
    for (String module : ServiceGroup.MODULES) {
      Path jar = Service.jar(home, module);
      Files.createDirectories(jar.getParent());
      Manifest manifest = new Manifest();
      manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
      manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StubService.class.getName());
      try (OutputStream out = Files.newOutputStream(jar);
          JarOutputStream writer = new JarOutputStream(out, manifest);
          var code = StubService.class.getClassLoader().getResourceAsStream(CLASS_FILE)) {
        writer.putNextEntry(new ZipEntry(CLASS_FILE));
        code.transferTo(writer);
        writer.closeEntry();
      }
    }
    return home;
  }
}
