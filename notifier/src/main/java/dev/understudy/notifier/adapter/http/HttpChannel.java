package dev.understudy.notifier.adapter.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.notifier.application.Channel;
import dev.understudy.notifier.domain.Batch;
import io.smallrye.mutiny.Uni;
import java.net.URI;

/** A receiver that takes JSON by HTTP POST. */
public final class HttpChannel implements Channel {

  private final String name;
  private final URI url;
  private final MessageFormat format;
  private final HttpPost post;
  private final ObjectMapper json;

  /**
   * @param name stands for the URL wherever people look
   * @param url may hold a secret: never shown
   */
  public HttpChannel(String name, URI url, MessageFormat format, HttpPost post, ObjectMapper json) {
    this.name = name;
    this.url = url;
    this.format = format;
    this.post = post;
    this.json = json;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean groups() {
    return format.groups();
  }

  @Override
  public boolean keepsIncidents() {
    return format.keepsIncidents();
  }

  @Override
  public void rehearse(Batch batch) {
    format.headers(batch, body(batch));
  }

  @Override
  public Uni<String> send(Batch batch) {
    String body = body(batch);
    return post.send(url, format.headers(batch, body), body, format.badRequestIsFinal());
  }

  private String body(Batch batch) {
    try {
      return json.writeValueAsString(format.body(batch));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a notification can always be written as JSON", e);
    }
  }
}
