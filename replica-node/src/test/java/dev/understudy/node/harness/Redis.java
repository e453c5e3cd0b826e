package dev.understudy.node.harness;

import dev.understudy.contracts.id.Address;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A blocking client that shows replies as they are: errors begin with a minus. */
public final class Redis implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 15_000;

  private final Socket socket = new Socket();
  private final InputStream in;

  public Redis(Address address, String user, String password) {
    try {
      socket.connect(new InetSocketAddress(address.host(), address.port()), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
      String answer = run("AUTH", user, password);
      if (!answer.equals("OK")) {
        throw new IOException(answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String run(String... command) {
    send(command);
    return receive();
  }

  public void send(String... command) {
    StringBuilder request = new StringBuilder("*" + command.length + "\r\n");
    for (String part : command) {
      int length = part.getBytes(StandardCharsets.UTF_8).length;
      request.append('$').append(length).append("\r\n").append(part).append("\r\n");
    }
    try {
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next reply; null for nil. */
  public String receive() {
    try {
      String line = line();
      if (line.charAt(0) != '$') {
        return line.charAt(0) == '-' ? line : line.substring(1);
      }
      int length = Integer.parseInt(line.substring(1));
      if (length < 0) {
        return null;
      }
      String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      line();
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String info(String field) {
    return run("INFO")
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.substring(field.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection was closed");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
