package dev.understudy.localstack.dns;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Section;

/** A DNS server over UDP that knows one name. */
public final class TestDnsServer implements AutoCloseable {

  private static final int MOST_BYTES = 512;

  private final DatagramSocket socket;
  private final Name name;
  private volatile String address;

  private TestDnsServer(DatagramSocket socket, Name name, String address) {
    this.socket = socket;
    this.name = name;
    this.address = address;
  }

  public static TestDnsServer start(String name, String address) throws IOException {
    DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
    TestDnsServer server = new TestDnsServer(socket, Name.fromString(name, Name.root), address);
    Thread thread = new Thread(server::serve, "test-dns");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private void serve() {
    try {
      while (!socket.isClosed()) {
        DatagramPacket packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
        socket.receive(packet);
        byte[] answer = answer(new Message(packet.getData())).toWire();
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      socket.close();
    }
  }

  private Message answer(Message query) throws IOException {
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(query.getQuestion(), Section.QUESTION);
    if (query.getQuestion().getName().equals(name)) {
      answer.addRecord(
          new ARecord(name, DClass.IN, 5, InetAddress.getByName(address)), Section.ANSWER);
    }
    return answer;
  }

  public void moveTo(String newAddress) {
    address = newAddress;
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public void close() {
    socket.close();
  }
}
