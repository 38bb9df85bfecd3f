import type { Frame, ThreadKind } from "../src/api/types.ts";
import type { StateKey } from "../src/model/states.ts";

/** Who plays in the synthetic trace, and how each kind of thread behaves. */
export const MS = 1_000_000;
export const HOSTILE_NAME = `<img src=x onerror="window.hacked=1"> & "quoted"`;
export const CONTENDED_FROM = 2_180_000_000;
export const CONTENDED_TO = 2_420_000_000;

const LOCK = "com.acme.orders.PriceCache";

/** A random number in [0, 1). */
export type Draw = () => number;

interface Step {
  readonly state: StateKey;
  readonly millis: number;
  readonly operation?: string;
  readonly subject?: string;
  readonly stack?: readonly Frame[];
  readonly other?: number;
  readonly isPinned?: boolean;
  readonly isTimedOut?: boolean;
}

export type Behaviour = (nowMillis: number, draw: Draw, count: number) => Step;

function frames(...methods: string[]): Frame[] {
  return methods.map((text) => {
    const [method, line] = text.split(":");
    return {
      method,
      line: line === undefined ? null : Number(line),
      kind: method.includes("native") ? "native" : "jit",
    };
  });
}

const SERVICE_STACK = [
  "com.acme.orders.OrderService.total:142",
  "com.acme.orders.OrderController.post:61",
  "org.springframework.web.servlet.DispatcherServlet.doDispatch:1089",
  "org.apache.coyote.http11.Http11Processor.service:399",
  "org.apache.tomcat.util.net.NioEndpoint$SocketProcessor.doRun:1741",
  "java.lang.Thread.run:1583",
];
const LOCK_STACK = frames(
  "com.acme.orders.PriceCache.get:88",
  ...SERVICE_STACK,
);
const SOCKET_STACK = frames(
  "sun.nio.ch.NioSocketImpl.park:186",
  "sun.nio.ch.NioSocketImpl.read:291",
  "org.postgresql.core.PGStream.receiveChar:476",
  ...SERVICE_STACK,
);
const FILE_STACK = frames(
  "java.io.FileOutputStream.writeBytes",
  "org.apache.logging.log4j.core.appender.RollingFileManager.write:312",
  ...SERVICE_STACK,
);
const PARK_STACK = frames(
  "jdk.internal.misc.Unsafe.park",
  "java.util.concurrent.locks.LockSupport.park:371",
  "java.util.concurrent.LinkedBlockingQueue.take:435",
  "org.apache.tomcat.util.threads.TaskQueue.take:117",
  "java.lang.Thread.run:1583",
);
const PINNED_STACK = frames(
  "com.acme.legacy.Codec.encode:57",
  "com.acme.inventory.Client.call:120",
  "java.lang.VirtualThread.run:309",
);

function requests(worker: number): Behaviour {
  return (now, draw, count) => {
    const isContended = now > CONTENDED_FROM / MS && now < CONTENDED_TO / MS;
    if (isContended && worker !== 4 && draw() < 0.5)
      return {
        state: "blocked",
        millis: 12 + 26 * draw(),
        operation: "monitor enter",
        subject: LOCK,
        stack: LOCK_STACK,
        other: 4,
      };
    if (draw() < 0.01)
      return {
        state: "blocked",
        millis: 0.2 + 2 * draw(),
        operation: "monitor enter",
        subject: LOCK,
        stack: LOCK_STACK,
        other: 4,
      };
    switch (count % 5) {
      case 0:
      case 3:
        return { state: "running", millis: 0.4 + 3 * draw() };
      case 1:
        return {
          state: "socketIo",
          millis: 0.5 + 5 * draw(),
          operation: "socket read",
          subject: "db.internal:5432",
          stack: SOCKET_STACK,
        };
      case 2:
        return { state: "runnable", millis: 0.05 + 0.5 * draw() };
      default:
        return draw() < 0.5
          ? {
              state: "parked",
              millis: 2 + 9 * draw(),
              operation: "park",
              subject: "org.apache.tomcat.util.threads.TaskQueue",
              stack: PARK_STACK,
              isTimedOut: draw() < 0.2,
            }
          : {
              state: "fileIo",
              millis: 0.2 + 0.9 * draw(),
              operation: "file write",
              subject: "/var/log/orders/access.log",
              stack: FILE_STACK,
            };
    }
  };
}

const forkJoin: Behaviour = (_now, draw) =>
  draw() < 0.8
    ? { state: "running", millis: 0.1 + 0.9 * draw() }
    : draw() < 0.5
      ? {
          state: "parked",
          millis: 0.1 + 1.2 * draw(),
          operation: "park",
          subject: "java.util.concurrent.ForkJoinPool",
          stack: PARK_STACK,
        }
      : { state: "runnable", millis: 0.05 + 0.3 * draw() };

const virtual: Behaviour = (_now, draw, count) => {
  switch (count % 4) {
    case 0:
      return { state: "running", millis: 0.1 + 0.6 * draw() };
    case 1:
      return {
        state: "socketIo",
        millis: 5 + 40 * draw(),
        operation: "socket read",
        subject: "inventory.internal:443",
        stack: SOCKET_STACK,
      };
    case 2:
      return { state: "runnable", millis: 0.1 + 0.4 * draw() };
    default:
      return draw() < 0.06
        ? {
            state: "parked",
            millis: 8 + 30 * draw(),
            operation: "park",
            subject: "java.util.concurrent.Semaphore$NonfairSync",
            stack: PINNED_STACK,
            isPinned: true,
          }
        : {
            state: "parked",
            millis: 10 + 60 * draw(),
            operation: "park",
            subject: "java.util.concurrent.Semaphore$NonfairSync",
            stack: PARK_STACK,
          };
  }
};

const consumer: Behaviour = (_now, draw, count) =>
  count % 3 === 0
    ? { state: "running", millis: 0.5 + 2 * draw() }
    : count % 3 === 1
      ? {
          state: "socketIo",
          millis: 30 + 70 * draw(),
          operation: "socket read",
          subject: "kafka-1.internal:9092",
          stack: SOCKET_STACK,
        }
      : { state: "native", millis: 0.3 + 2 * draw() };

const scheduler: Behaviour = (_now, draw, count) =>
  count % 2 === 0
    ? {
        state: "sleeping",
        millis: 180 + 40 * draw(),
        operation: "sleep",
        stack: frames(
          "java.lang.Thread.sleep:509",
          "com.acme.Scheduler.loop:33",
        ),
      }
    : { state: "running", millis: 0.3 + draw() };

const waiter: Behaviour = (_now, draw, count) =>
  count % 2 === 0
    ? {
        state: "waiting",
        millis: 20 + 300 * draw(),
        operation: "monitor wait",
        subject: "java.lang.ref.ReferenceQueue$Lock",
        stack: frames(
          "java.lang.Object.wait0",
          "java.lang.ref.ReferenceQueue.remove:215",
        ),
        isTimedOut: draw() < 0.3,
        other: 2,
      }
    : { state: "running", millis: 0.1 + 0.4 * draw() };

interface Cast {
  readonly names: readonly string[];
  readonly kind: ThreadKind;
  readonly startSite: string | null;
  readonly behaviour: (member: number) => Behaviour;
  /** Alive from and to, in ms; the whole trace if not given. */
  readonly life?: (member: number, draw: Draw) => readonly [number, number];
}

function numbered(pattern: string, count: number, from = 1): string[] {
  return Array.from({ length: count }, (_, i) =>
    pattern.replace("*", String(i + from)),
  );
}

export const CASTS: readonly Cast[] = [
  {
    names: ["main"],
    kind: "platform",
    startSite: null,
    behaviour: () => scheduler,
  },
  {
    names: ["Reference Handler", "Finalizer"],
    kind: "jvm",
    startSite: null,
    behaviour: () => waiter,
  },
  {
    names: numbered("http-nio-8080-exec-*", 40),
    kind: "platform",
    startSite:
      "org.apache.tomcat.util.threads.ThreadPoolExecutor.addWorker:941",
    behaviour: (i) => requests(i + 1),
  },
  {
    names: numbered("ForkJoinPool-1-worker-*", 8),
    kind: "platform",
    startSite: "java.util.concurrent.ForkJoinPool.createWorker:1575",
    behaviour: () => forkJoin,
  },
  {
    names: numbered("inventory-*", 400, 18204),
    kind: "virtual",
    startSite: "com.acme.inventory.Client.fanOut:77",
    behaviour: () => virtual,
    life: (_i, draw) => {
      const start = draw() * 5500;
      return [start, Math.min(6000, start + 200 + 1800 * draw())];
    },
  },
  {
    names: numbered("kafka-consumer-*", 6),
    kind: "platform",
    startSite: "com.acme.events.Consumers.start:31",
    behaviour: () => consumer,
  },
  {
    names: numbered("HikariPool-1:connection-adder-*", 3),
    kind: "platform",
    startSite: "com.zaxxer.hikari.pool.HikariPool.<init>:145",
    behaviour: () => scheduler,
  },
  {
    names: numbered("scheduling-*", 4),
    kind: "platform",
    startSite:
      "org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler.initialize:90",
    behaviour: () => scheduler,
  },
  {
    names: [HOSTILE_NAME],
    kind: "platform",
    startSite: "com.evil.<script>alert(1)</script>.run:1",
    behaviour: () => consumer,
  },
];
