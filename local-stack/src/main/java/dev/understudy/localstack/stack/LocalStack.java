package dev.understudy.localstack.stack;

import dev.understudy.localstack.api.OrchestratorApi;
import dev.understudy.localstack.dns.DnsClient;
import dev.understudy.localstack.engine.EngineBinary;
import dev.understudy.localstack.events.EventTail;
import dev.understudy.localstack.logging.QuietLogs;
import dev.understudy.localstack.mail.MailSink;
import dev.understudy.localstack.process.Engines;
import dev.understudy.localstack.process.ProcessLauncher;
import dev.understudy.localstack.webhook.WebhookSink;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/**
 * The running system: mail sink, webhook sink and mostly Kafka in this JVM, nine packaged services
 * as processes. Stops all of it when it is closed and when the JVM ends, whatever it is doing then.
 */
public final class LocalStack implements AutoCloseable {

  private static final Duration ENGINE_PATIENCE = Duration.ofSeconds(3);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  private final StackPlan plan;
  private final StackProgress progress;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final Supervisor supervisor;

  /** What to close, the last first. Guarded by itself; null once the stack is closing. */
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private final Thread hook = new Thread(this::closeWithJvm, "stack-stop");
  private volatile boolean jvmEnding;
  private boolean closing;

  private Secrets secrets;
  private String applicationPassword;
  private KafkaBroker kafka;
  private MailSink mailSink;
  private WebhookSink webhookSink;
  private EventTail events;
  private ServiceGroup services;
  private EngineBinary engine;

  private LocalStack(StackPlan plan, StackProgress progress) {
    this.plan = plan;
    this.progress = progress;
    this.supervisor = new Supervisor(progress, plan.restartDeadServices());
  }

  /**
   * Starts a stack and returns when every service is ready. If anything fails, whatever runs by
   * then is stopped.
   *
   * @throws StackFailure with a message for the person at the terminal
   */
  public static LocalStack start(StackPlan plan, StackProgress progress) {
    LocalStack stack = new LocalStack(plan, progress);
    Runtime.getRuntime().addShutdownHook(stack.hook);
    try {
      stack.startAll();
      return stack;
    } catch (IOException e) {
      stack.close();
      throw new StackFailure("the stack can't be started: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private void startAll() throws IOException {
    BeforeStart before = new BeforeStart(plan, progress);
    before.requirePackages();
    WorkFolder folder = part(() -> WorkFolder.take(plan.workFolder()));
    before.endLeftovers();
    if (!plan.keep()) {
      folder.wipe();
    }
    Files.createDirectories(plan.workFolder().resolve("logs"));
    Files.createDirectories(plan.workFolder().resolve("settings"));
    QuietLogs.to(plan.workFolder().resolve("logs").resolve("launcher.log"));
    before.requirePorts();
    engine =
        EngineBinary.find(
            plan.redisServer(), plan.workFolder().resolve("engine"), System.getenv("PATH"));
    secrets = Secrets.in(plan.workFolder());
    applicationPassword = secrets.applicationPassword();
    startSinks();
    startKafka();
    startServices();
  }

  private void startSinks() throws IOException {
    Path mails = plan.workFolder().resolve("mails");
    mailSink = part(() -> MailSink.start(plan.ports().mail(), mails));
    webhookSink = part(() -> WebhookSink.start(plan.ports().webhook(), secrets.webhookSecret()));
  }

  private void startKafka() throws IOException {
    progress.starting("kafka");
    long began = System.nanoTime();
    kafka =
        part(
            () -> new KafkaBroker(plan.broker(), plan.workFolder().resolve("kafka"), plan.ports()));
    kafka.start();
    events = part(() -> EventTail.start(kafka.bootstrapServers()));
    progress.ready("kafka", Duration.ofNanos(System.nanoTime() - began));
  }

  private void startServices() throws IOException {
    part(() -> () -> new Engines(plan.workFolder()).end(ENGINE_PATIENCE));
    services =
        part(
            () -> {
              ProcessLauncher launcher = ProcessLauncher.detect();
              List<Service> all = new ArrayList<>();
              for (ServiceSpec spec : new ServiceSpecs(plan, secrets, engine.path()).all()) {
                all.add(new Service(spec, plan, launcher, http, supervisor::ended));
              }
              return new ServiceGroup(all, progress);
            });
    services.start();
  }

  /** Makes a part, unless the stack is closing. */
  private <T extends AutoCloseable> T part(Callable<T> maker) throws IOException {
    synchronized (parts) {
      if (closing) {
        throw new StackFailure("the stack is stopping");
      }
      try {
        T part = maker.call();
        parts.push(part);
        return part;
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }

  /** What listens where. */
  public Endpoints endpoints() {
    return new Endpoints(
        service(ServiceNames.ORCHESTRATOR).url(),
        new InetSocketAddress("127.0.0.1", plan.ports().dns()),
        ServiceSpecs.ZONE,
        kafka.bootstrapServers(),
        new InetSocketAddress("127.0.0.1", plan.ports().mail()),
        mailSink.folder(),
        webhookSink.url(),
        plan.ports().demoInstance(),
        secrets.passwordFile());
  }

  /** Every service, in the order in which they start. */
  public List<Service> services() {
    return services.all();
  }

  /**
   * One service.
   *
   * @param name one of {@link ServiceNames}
   */
  public Service service(String name) {
    return services.named(name);
  }

  /**
   * The process of a member that runs on a node.
   *
   * @param node {@code a}, {@code b} or {@code c}
   */
  public OptionalLong memberPid(String node, String instance, String member) {
    Path memberFolder = instanceFolder(node, instance).resolve(member);
    return new Engines(plan.workFolder()).pid(memberFolder);
  }

  /** Where a node keeps its members of an instance. */
  public Path instanceFolder(String node, String instance) {
    return plan.nodeFolder(node).resolve(instance);
  }

  public KafkaBroker kafka() {
    return kafka;
  }

  public MailSink mailSink() {
    return mailSink;
  }

  public WebhookSink webhookSink() {
    return webhookSink;
  }

  /** Holds what webhooks to the sink are signed with, or its bearer token. */
  public Path webhookSecretFile() {
    return secrets.webhookSecretFile();
  }

  /** Everything that the services have said since the start. */
  public EventTail events() {
    return events;
  }

  public OrchestratorApi api() {
    return new OrchestratorApi(http, service(ServiceNames.ORCHESTRATOR).url());
  }

  public DnsClient dns() {
    return new DnsClient(endpoints().dns());
  }

  /** To be given to the instance {@code demo}, and to log in with. */
  public String applicationPassword() {
    return applicationPassword;
  }

  public EngineBinary engine() {
    return engine;
  }

  public Path workFolder() {
    return plan.workFolder();
  }

  public Ports ports() {
    return plan.ports();
  }

  /** Whether it has been told to stop. */
  public boolean closing() {
    synchronized (parts) {
      return closing;
    }
  }

  /**
   * Stops everything, the last started first: services within five seconds each, engines, sinks,
   * Kafka. Returns when nothing runs any more.
   */
  @Override
  public synchronized void close() {
    Deque<AutoCloseable> ending;
    synchronized (parts) {
      closing = true;
      ending = new ArrayDeque<>(parts);
      parts.clear();
    }
    supervisor.close();
    if (!ending.isEmpty()) {
      progress.stopping();
      ending.forEach(this::close);
      progress.stopped();
    }
    if (!jvmEnding) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      progress.note("while stopping: " + e);
    }
  }

  private void closeWithJvm() {
    jvmEnding = true;
    close();
  }
}
