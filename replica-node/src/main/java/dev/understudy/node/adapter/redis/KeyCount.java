package dev.understudy.node.adapter.redis;

import dev.understudy.node.domain.Comparison;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the keys that differ between two engines, a batch after the other: per database first the
 * keys of the one, by the digests that {@code DEBUG DIGEST-VALUE} makes of what they mean (not of
 * how it is encoded, which differs between a primary and its replicas), then those that only the
 * other has. A key that {@code SCAN} tells twice, while its table is resized, counts twice.
 *
 * <p>Confined to one event loop.
 */
final class KeyCount {

  /** Keys per round trip: an engine does nothing else while it makes their digests. */
  static final int BATCH = 100;

  private static final Pattern DATABASE = Pattern.compile("(?m)^db(\\d+):");
  private static final String START = "0";

  private final RedisConnection here;
  private final RedisConnection there;
  private final long mostKeys;
  private final Promise<Comparison> outcome = Promise.promise();
  private final Deque<Pass> passes = new ArrayDeque<>();
  private String cursor = START;
  private long seen;
  private long differing;

  /** Through one side's keys of one database. */
  private record Pass(int database, boolean mine) {}

  KeyCount(RedisConnection here, RedisConnection there, long mostKeys) {
    this.here = here;
    this.there = there;
    this.mostKeys = mostKeys;
  }

  Future<Comparison> outcome() {
    return outcome.future();
  }

  /** Ends it early. */
  void end(String why) {
    outcome.tryComplete(Comparison.upTo(differing, why));
  }

  void begin() {
    Future<Response> mine = keyspace(here);
    Future<Response> theirs = keyspace(there);
    Future.all(mine, theirs)
        .onFailure(this::fail)
        .onSuccess(
            both -> {
              TreeSet<Integer> databases = databases(mine.result());
              databases.addAll(databases(theirs.result()));
              for (int database : databases) {
                passes.add(new Pass(database, true));
                passes.add(new Pass(database, false));
              }
              nextPass();
            });
  }

  private static Future<Response> keyspace(RedisConnection connection) {
    return connection.send(Request.cmd(Command.INFO).arg("keyspace"));
  }

  private static TreeSet<Integer> databases(Response keyspace) {
    TreeSet<Integer> databases = new TreeSet<>();
    Matcher lines = DATABASE.matcher(keyspace.toString());
    while (lines.find()) {
      databases.add(Integer.parseInt(lines.group(1)));
    }
    return databases;
  }

  private void nextPass() {
    if (passes.isEmpty()) {
      outcome.tryComplete(Comparison.of(differing));
      return;
    }
    Request select = Request.cmd(Command.SELECT).arg(passes.peek().database());
    Future.all(here.send(select), there.send(select))
        .onFailure(this::fail)
        .onSuccess(selected -> nextBatch());
  }

  private void nextBatch() {
    if (outcome.future().isComplete()) {
      return;
    }
    if (seen >= mostKeys) {
      end("only the first " + mostKeys + " keys were compared");
      return;
    }
    RedisConnection scanned = passes.element().mine() ? here : there;
    scanned
        .send(Request.cmd(Command.SCAN).arg(cursor).arg("COUNT").arg(BATCH))
        .onFailure(this::fail)
        .onSuccess(this::scanned);
  }

  private void scanned(Response page) {
    cursor = page.get(0).toString();
    List<Response> keys = new ArrayList<>();
    page.get(1).forEach(keys::add);
    seen += keys.size();
    count(keys)
        .onFailure(this::fail)
        .onSuccess(
            more -> {
              differing += more;
              if (cursor.equals(START)) {
                passes.remove();
                nextPass();
              } else {
                nextBatch();
              }
            });
  }

  private Future<Long> count(List<Response> keys) {
    if (keys.isEmpty()) {
      return Future.succeededFuture(0L);
    }
    return passes.element().mine() ? different(keys) : missing(keys);
  }

  private Future<Long> different(List<Response> keys) {
    Request digests = Request.cmd(Command.DEBUG).arg("DIGEST-VALUE");
    keys.forEach(key -> digests.arg(key.toBuffer()));
    Future<Response> mine = here.send(digests);
    Future<Response> theirs = there.send(digests);
    return Future.all(mine, theirs).map(both -> unequal(mine.result(), theirs.result()));
  }

  private static long unequal(Response a, Response b) {
    long unequal = 0;
    for (int i = 0; i < a.size(); i++) {
      unequal += a.get(i).toString().equals(b.get(i).toString()) ? 0 : 1;
    }
    return unequal;
  }

  private Future<Long> missing(List<Response> keys) {
    List<Request> questions =
        keys.stream().map(key -> Request.cmd(Command.EXISTS).arg(key.toBuffer())).toList();
    return here.batch(questions)
        .map(answers -> answers.stream().filter(answer -> answer.toInteger() == 0).count());
  }

  private void fail(Throwable failure) {
    end("the keys could not all be compared: " + failure.getMessage());
  }
}
