package dev.understudy.dns.adapter.server;

import dev.understudy.dns.application.ServerAddress;
import dev.understudy.dns.application.TsigKey;
import dev.understudy.dns.domain.zone.DnsName;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.net.InetAddress;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;

/**
 * An authoritative server for one zone, in memory, over UDP and TCP at one port. One event loop
 * owns the zone. After a restart the zone is empty but for its apex: whoever filled it fills it
 * again.
 */
public final class EmbeddedDnsServer {

  private static final Logger LOG = Logger.getLogger(EmbeddedDnsServer.class);

  private static final Duration IDLE_CONNECTION_CLOSED_AFTER = Duration.ofSeconds(10);
  private static final int MOST_CONNECTIONS = 256;

  /** The port that the system gives for UDP may be taken for TCP: then another has to do. */
  private static final int MOST_PORTS_TRIED = 10;

  private static final int LENGTH_PREFIX_BYTES = 2;

  private final Vertx vertx;
  private final InetAddress address;
  private final int port;
  private final Responder responder;
  private volatile int boundPort;
  private volatile String deployment;

  /**
   * @param port zero: any that is free
   * @param serial the zone's first serial number; must not be below what it ever said before
   * @param ttlSeconds of the apex, and how long others may remember that a name doesn't exist
   */
  public EmbeddedDnsServer(
      Vertx vertx,
      InetAddress address,
      int port,
      DnsName origin,
      TsigKey key,
      long serial,
      int ttlSeconds) {
    this.vertx = vertx;
    this.address = address;
    this.port = port;
    Name keyName = Name.fromConstantString(DnsName.of(key.name()).value() + ".");
    TSIG tsig = new TSIG(TSIG.algorithmToName(key.algorithm()), keyName, key.secret());
    this.responder =
        new Responder(ZoneRecords.emptyZone(origin, reachable(), serial, ttlSeconds), tsig);
  }

  /** Completes when both sockets are bound; fails if one can't be. */
  public Future<Void> start() {
    return vertx
        .deployVerticle(new Listener())
        .map(
            id -> {
              deployment = id;
              LOG.infof("The DNS server listens at %s, UDP and TCP", address());
              return null;
            });
  }

  public Future<Void> stop() {
    String id = deployment;
    deployment = null;
    return id == null ? Future.succeededFuture() : vertx.undeploy(id);
  }

  public boolean isBound() {
    return deployment != null;
  }

  /** Where this machine reaches it once it is bound. */
  public ServerAddress address() {
    return new ServerAddress(reachable().getHostAddress(), boundPort);
  }

  private InetAddress reachable() {
    return address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
  }

  private final class Listener extends AbstractVerticle {

    private DatagramSocket udp;
    private int connections;

    @Override
    public void start(Promise<Void> started) {
      bind(port == 0 ? MOST_PORTS_TRIED : 1).onComplete(started);
    }

    private Future<Void> bind(int tries) {
      return bindUdp()
          .compose(
              bound ->
                  bindTcp()
                      .recover(
                          e ->
                              tries == 1
                                  ? Future.failedFuture(e)
                                  : udp.close().compose(closed -> bind(tries - 1))));
    }

    private Future<Void> bindUdp() {
      boolean ipv6 = address.getAddress().length != 4;
      udp = vertx.createDatagramSocket(new DatagramSocketOptions().setIpV6(ipv6));
      udp.exceptionHandler(e -> LOG.warnf("UDP: %s", e.getMessage()));
      return udp.handler(this::onPacket)
          .listen(port, address.getHostAddress())
          .onSuccess(bound -> boundPort = bound.localAddress().port())
          .mapEmpty();
    }

    private Future<Void> bindTcp() {
      int idleSeconds = (int) IDLE_CONNECTION_CLOSED_AFTER.toSeconds();
      return vertx
          .createNetServer(new NetServerOptions().setIdleTimeout(idleSeconds))
          .connectHandler(this::onConnection)
          .listen(boundPort, address.getHostAddress())
          .mapEmpty();
    }

    private void onPacket(DatagramPacket packet) {
      responder
          .answer(packet.data().getBytes(), true)
          .ifPresent(
              answer ->
                  udp.send(Buffer.buffer(answer), packet.sender().port(), packet.sender().host())
                      .onFailure(e -> LOG.debugf("an answer was lost: %s", e.getMessage())));
    }

    private void onConnection(NetSocket socket) {
      if (connections == MOST_CONNECTIONS) {
        socket.close();
        return;
      }
      connections++;
      socket.closeHandler(closed -> connections--);
      socket.exceptionHandler(e -> LOG.debugf("TCP: %s", e.getMessage()));
      socket.handler(new Stream(socket).parser);
    }
  }

  /** Messages on a connection, each after its length (RFC 1035, 4.2.2). */
  private final class Stream {

    private final NetSocket socket;
    private final RecordParser parser = RecordParser.newFixed(LENGTH_PREFIX_BYTES);
    private boolean lengthIsNext = true;

    Stream(NetSocket socket) {
      this.socket = socket;
      parser.handler(this::onPart);
    }

    private void onPart(Buffer part) {
      int size = LENGTH_PREFIX_BYTES;
      if (lengthIsNext) {
        size = part.getUnsignedShort(0);
      } else {
        responder.answer(part.getBytes(), false).ifPresent(this::reply);
      }
      lengthIsNext = !lengthIsNext;
      if (size == 0) {
        socket.close();
      } else {
        parser.fixedSizeMode(size);
      }
    }

    private void reply(byte[] answer) {
      socket.write(Buffer.buffer().appendUnsignedShort(answer.length).appendBytes(answer));
      if (socket.writeQueueFull()) {
        socket.pause();
        socket.drainHandler(drained -> socket.resume());
      }
    }
  }
}
