package io.jtrace.timeline.export;

import io.jtrace.timeline.jfr.RecordingScript;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import io.jtrace.timeline.model.Traces;

/** The traces that the tests of exporters share. */
final class DrawnTraces {
  private DrawnTraces() {}

  /** A trace with all that is known of schedulers. */
  static Trace scheduled() {
    return Traces.of(
        RecordingScript.of(
            "duration 100",
            "virtual order-1",
            "virtual order-2",
            "thread ForkJoinPool-1-worker-10",
            "thread ForkJoinPool-1-worker-2",
            "thread main",
            "thread VirtualThread-unparker",
            "jtrace.ClockSync - 1ns nanoTime=1",
            "jtrace.VirtualThreadRunnable main 10 virtualThread=order-1",
            "jtrace.VirtualThreadRun ForkJoinPool-1-worker-2 12-20 virtualThread=order-1 reason=1",
            "VirtualThreadStart order-1 12 javaThreadId=1",
            "jtrace.VirtualThreadRunnable main 11 virtualThread=order-2",
            "jtrace.VirtualThreadRun ForkJoinPool-1-worker-2 20-30 virtualThread=order-2 reason=3",
            "jtrace.VirtualThreadRun ForkJoinPool-1-worker-10 31-50 virtualThread=order-2 reason=2",
            "FileRead order-2 35-40 path=/etc/hosts bytesRead=7",
            "jtrace.VirtualThreadRunnable order-2 45 virtualThread=order-1",
            "jtrace.VirtualThreadRun ForkJoinPool-1-worker-2 46-60 virtualThread=order-1 reason=7",
            "VirtualThreadEnd order-1 59 javaThreadId=1",
            "jtrace.VirtualThreadRunnable VirtualThread-unparker 70 virtualThread=order-2",
            "jtrace.VirtualThreadRun ForkJoinPool-1-worker-10 71-90 virtualThread=order-2 reason=4",
            "jtrace.CpuSlice - 20 osThreadId=1004 cpu=1 startNanoTime=5000000 durationNanos=8ms"
                + " preempted=true",
            "jtrace.CpuSlice - 20 osThreadId=1004 cpu=0 startNanoTime=15000000 durationNanos=5ms"
                + " preempted=false",
            "jtrace.CpuSlice - 99 osThreadId=1004 cpu=1 startNanoTime=80000000 durationNanos=5ms"
                + " preempted=false",
            "ThreadPark main 19-81 parkedClass=java.util.concurrent.FutureTask",
            "jtrace.Unpark order-2 79 thread=main",
            "jtrace.SyscallSample main 50 thread=main osThreadId=1004 number=202 name=futex",
            "jtrace.TaskQueued main 84 executor=26 executorClass=java.util.concurrent.ThreadPoolExecutor"
                + " task=shop.Pay queuedNanos=2ms submitter=order-2 queueSize=3"));
  }

  /** A trace with one of everything. */
  static Trace shop() {
    return TraceScript.of(
        "@trace 0-100",
        "main: RUNNING 0-10 group=main javaId=1, PARKED 10-40"
            + " lock=java.util.concurrent.locks.ReentrantLock$NonfairSync address=0x7f00c0de"
            + " timeout=50ms stack=java.util.concurrent.locks.LockSupport.park:221<shop.Pool.take:33<shop.Main.main:7"
            + " wokenBy pool-1-thread-2, RUNNING 40-60, UNDETERMINED 60-100",
        "pool-1-thread-10: RUNNING 20-30 startedBy=main group=main, BLOCKED 30-45 lock=shop.Pool"
            + " stack=shop.Pool.put:40<shop.Worker.run:12 wokenBy pool-1-thread-2, RUNNING 45-60,"
            + " WAITING 60-90 lock=shop.Queue timedOut timeout=30ms, RUNNING 90-100",
        "pool-1-thread-2: RUNNING 0-42, SOCKET_IO 42-55 op=\"socket read\" subject=db.local:5432"
            + " bytes=512 stack=shop.Db.query:9<shop.Worker.run:14, RUNNING 55-70, FILE_IO 70-80"
            + " op=\"file write\" subject=/var/log/shop.log bytes=80, SLEEPING 80-85 proven,"
            + " UNDETERMINED 85-100",
        "ForkJoinPool-1-worker-1: RUNNING 0-100 group=CarrierThreads",
        "\"Reference Handler\": WAITING 0-100 group=system lock=java.lang.ref.Reference$Lock",
        "virtual v-1: RUNNING 5-12 startedBy=main, SOCKET_IO 12-30 op=\"socket read\""
            + " subject=[::1]:8080 bytes=64 pinned, RUNNING 30-31",
        "jvm \"GC Thread#0\": RUNNING 50-58",
        "idle: UNDETERMINED 0-100",
        "@gc 48-60 \"G1New\" detail=\"G1 Evacuation Pause\" id=3 amount=8000000",
        "@gc 55-75 \"G1Old\" detail=\"G1 Humongous Allocation\" id=4",
        "@pause 50-58 \"GC Pause\" id=3",
        "@pause 50-52 \"Pre Evacuate\" id=3 depth=1",
        "@pause 52-58 \"Evacuate\" id=3 depth=1",
        "@pause 52-53 \"Merge Heap Roots\" id=3 depth=2",
        "@concurrent 58-72 \"Concurrent Mark\" id=4",
        "@safepoint 49-59 \"Safepoint\" id=17",
        "@safepoint 49-50 \"Reaching safepoint\" id=17 depth=1",
        "@vmop 50-58 \"G1CollectForAllocation\" id=17 thread=main",
        "@compilation 5-20 shop.Pool.take detail=c2 id=100 amount=2048",
        "@compilation 8-12 shop.Db.query detail=c1 id=101 amount=256",
        "@region 2-50 \"checkout\" thread=main",
        "@region 3-9 \"validate\" thread=main depth=1",
        "@region 6-20 \"fetch\" thread=v-1",
        "@task 2-60 \"order 17\" thread=main id=17",
        "@task 4-31 \"order 18\" thread=v-1 id=18",
        "@sample main 5 EXECUTION stack=shop.Json.parse:88<shop.Main.main:7",
        "@sample pool-1-thread-2 6 CPU_TIME weight=10000000 stack=shop.Json.write:91<shop.Worker.run:14",
        "@sample pool-1-thread-2 7 CPU_TIME weight=10000000",
        "@sample v-1 8 NATIVE stack=java.net.Socket.read0<shop.Db.query:9",
        "@sample main 9 ALLOCATION weight=4096 subject=java.lang.String stack=shop.Json.parse:88<shop.Main.main:7",
        "@instant pool-1-thread-2 56 EXCEPTION text=java.io.IOException detail=\"no route\" stack=shop.Db.query:9",
        "@instant main 3 LOG text=\"cart is ready\" detail=shop",
        "@flow UNPARK main 41 pool-1-thread-10 50",
        "@custom main 12-38 com.acme.shop.Checkout \"label=Check out\" orderId:NUMBER=17"
            + " delay:NANOS=1.5ms total:REAL=9.5 paid:BOOLEAN=true \"note:TEXT=a gift\""
            + " voucher:TEXT=null item:CLASS=shop.Book clerk:THREAD=pool-1-thread-2"
            + " stack=shop.Cart.checkout:51<shop.Main.main:7",
        "@custom main 14-20 com.acme.shop.Price rows:NUMBER=3",
        "@custom main 18-30 com.acme.shop.Price rows:NUMBER=4",
        "@custom v-1 9 com.acme.shop.Tick count:NUMBER=-1",
        "@custom - 70-80 com.acme.shop.Backup",
        "@custom - 75 com.acme.shop.Tick count:NUMBER=2",
        "@counter heap.used BYTES 0=1000 50=2500 60=800",
        "@counter cpu.jvm RATIO 10=0.25 30=0.5",
        "@recorded jdk.ThreadPark",
        "@diagnostic LIMIT \"parks shorter than 10 ms\"");
  }
}
