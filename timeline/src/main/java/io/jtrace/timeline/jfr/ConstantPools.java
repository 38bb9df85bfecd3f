package io.jtrace.timeline.jfr;

import io.jtrace.timeline.jfr.Program.Encoding;
import io.jtrace.timeline.jfr.Program.Source;
import io.jtrace.timeline.table.FrameKind;
import io.jtrace.timeline.table.Strings;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * All constant pools of a chunk. Checkpoints are indexed first: which key is where. A constant is
 * read when something refers to it, once, and interned into the dictionaries of the whole
 * recording; keys mean nothing outside their chunk.
 */
final class ConstantPools {
  /** The group that JDK 21 puts virtual threads in, having no flag for them yet. */
  private static final String VIRTUAL_THREAD_GROUP = "VirtualThreads";

  /** What is shown of a class before the name of a method. */
  private static final int MAX_CLASS_NAME = 1_000;

  private final Dictionaries dictionaries;
  private final ChunkThreads threads = new ChunkThreads();
  private final StackLoader stackLoader;
  private final LongIntMap methodTexts = new LongIntMap();

  /** By the id of the JVM's name of a class, the id of its name in source form + 1. */
  private final LongIntMap classNames = new LongIntMap();

  /** Ids of names of classes that jtrace itself wove into the program. */
  private final BitSet hookClasses = new BitSet();

  private ConstantPool[] pools = new ConstantPool[0];

  private Schema schema = Schema.empty();
  private byte[] bytes = new byte[Cursor.SLACK_BYTES];
  private int size;

  ConstantPools(Dictionaries dictionaries) {
    this.dictionaries = dictionaries;
    stackLoader = new StackLoader(this, dictionaries);
  }

  /**
   * Begins a chunk: forgets all constants.
   *
   * @param newBytes what the positions of constants refer to
   */
  void begin(Schema newSchema, byte[] newBytes, int newSize) {
    schema = newSchema;
    bytes = newBytes;
    size = newSize;
    int known = pools.length;
    if (known < schema.poolTypes().size()) {
      pools = Arrays.copyOf(pools, schema.poolTypes().size());
      for (int i = known; i < pools.length; i++) {
        pools[i] = new ConstantPool();
      }
    }
    for (ConstantPool pool : pools) {
      pool.clear();
    }
    threads.clear();
    methodTexts.clear();
    stackLoader.begin(schema);
  }

  /** Returns the threads of the chunk that were resolved so far. */
  ChunkThreads threads() {
    return threads;
  }

  /**
   * Indexes the constants of a checkpoint event, with the cursor behind its type and limited to it.
   *
   * @throws CorruptDataException if the event does not parse; what was indexed before stays
   */
  void index(Cursor cursor) {
    cursor.skipVarints(3); // start, duration, distance to the previous checkpoint
    cursor.skipBytes(1); // what kind of checkpoint
    int poolCount = cursor.count();
    for (int i = 0; i < poolCount; i++) {
      long typeId = cursor.varint();
      int index = schema.poolIndex(typeId);
      int constantCount = cursor.count();
      if (constantCount == 0) {
        continue;
      }
      if (index < 0) {
        throw new CorruptDataException("constants of unknown type " + typeId);
      }
      ConstantPool pool = pools[index];
      int[] skipper = schema.poolTypes().get(index).skipper();
      for (int k = 0; k < constantCount; k++) {
        long key = cursor.varint();
        pool.put(key, cursor.position());
        Program.skip(skipper, 0, skipper.length, cursor);
      }
    }
  }

  /** Ends the indexing; constants can be resolved from here on. */
  void seal() {
    for (ConstantPool pool : pools) {
      pool.seal();
    }
  }

  /** Resolves every thread, so that threads without events are known too. */
  void resolveThreads() {
    for (PoolType type : schema.poolTypes()) {
      if (type.kind() == PoolType.Kind.THREAD) {
        for (long key : pools[type.index()].keys()) {
          resolve(type.index(), key);
        }
      }
    }
  }

  /** Adds the references that led nowhere since the last report to the ledger. */
  void report(Diagnostics.Builder diagnostics) {
    for (PoolType type : schema.poolTypes()) {
      int dangling = pools[type.index()].takeDanglingReferences();
      if (dangling > 0) {
        diagnostics.add(Diagnostic.DANGLING_REFERENCE, type.name(), dangling, 0);
      }
    }
  }

  /**
   * Returns what the pool's {@link PoolType#kind()} says of this key; -1 for null. Methods have
   * {@link #methodNames}.
   */
  int resolve(int poolIndex, long key) {
    int id = pools[poolIndex].idOf(key);
    return id > ConstantPool.ABSENT ? id : resolveFirst(poolIndex, key);
  }

  private int resolveFirst(int poolIndex, long key) {
    ConstantPool pool = pools[poolIndex];
    int slot = pool.slot(key);
    if (slot >= 0) {
      return load(poolIndex, pool, slot, key);
    }
    PoolType type = schema.poolTypes().get(poolIndex);
    if (key != 0) {
      pool.countDangling();
      return placeholder(type, key);
    }
    return type.kind() == PoolType.Kind.FRAME_TYPE ? FrameKind.UNKNOWN.ordinal() : Strings.NONE;
  }

  /** Returns the class name (high half) and method name (low half) of a method, as string ids. */
  long methodNames(int poolIndex, long key) {
    ConstantPool pool = pools[poolIndex];
    int slot = pool.slot(key);
    if (slot < 0) {
      if (key != 0) {
        pool.countDangling();
      }
      return pair(Strings.NONE, dictionaries.unknownName());
    }
    if (pool.id(slot) == ConstantPool.UNRESOLVED) {
      loadMethod(poolIndex, pool, slot);
    }
    return pair(pool.id(slot), pool.secondId(slot));
  }

  /** Returns the id of {@code class.method} of a method; {@link Strings#NONE} for null. */
  int methodText(int poolIndex, long key) {
    if (key == 0) {
      return Strings.NONE;
    }
    int known = methodTexts.get(key) - 1;
    if (known < 0) {
      long names = methodNames(poolIndex, key);
      int className = (int) (names >>> 32);
      TextDictionary texts = dictionaries.texts();
      known =
          className == Strings.NONE
              ? (int) names
              : texts.intern(shortened(texts.at(className)) + "." + texts.at((int) names));
      methodTexts.put(key, known + 1);
    }
    return known;
  }

  /** A class may have many methods; each has the class in its text. */
  private static String shortened(String className) {
    return className.length() <= MAX_CLASS_NAME
        ? className
        : className.substring(0, MAX_CLASS_NAME) + "…";
  }

  /** Returns the id of the text that a value is or refers to; {@link Strings#NONE} for null. */
  int text(@Nullable Source source, long value) {
    if (source == null) {
      return Strings.NONE;
    }
    if (source.encoding() == Encoding.STRING) {
      return readText(new Cursor(bytes, (int) value, size));
    }
    int pool = schema.poolIndexOf(source, PoolType.Kind.TEXT);
    return pool < 0 ? Strings.NONE : resolve(pool, value);
  }

  /** Reads a string in place, or the constant it refers to. */
  int readText(Cursor cursor) {
    if (cursor.remaining() > 0
        && cursor.bytes()[cursor.position()] == Cursor.STRING_CONSTANT
        && schema.stringPool() >= 0) {
      cursor.skipBytes(1);
      return resolve(schema.stringPool(), cursor.varint());
    }
    return dictionaries.texts().read(cursor);
  }

  private int load(int poolIndex, ConstantPool pool, int slot, long key) {
    PoolType type = schema.poolTypes().get(poolIndex);
    int id;
    try {
      Cursor cursor = new Cursor(bytes, pool.offset(slot), size);
      id =
          switch (type.kind()) {
            case TEXT -> loadText(type, cursor);
            case CLASS -> loadClass(type, cursor);
            case METHOD -> throw new IllegalArgumentException("methods have two names");
            case STACK -> stackLoader.load(type, cursor);
            case FRAME_TYPE -> loadFrameType(type, cursor);
            case THREAD -> threads.add(key, loadThread(type, cursor));
            case OPAQUE -> Strings.NONE;
          };
    } catch (CorruptDataException e) {
      pool.countDangling();
      id = placeholder(type, key);
    }
    pool.resolve(slot, id, 0);
    return id;
  }

  private void loadMethod(int poolIndex, ConstantPool pool, int slot) {
    PoolType type = schema.poolTypes().get(poolIndex);
    try {
      StructValues values = read(type, new Cursor(bytes, pool.offset(slot), size));
      int className = className(type.source(0), values.at(0));
      int name = text(type.source(1), values.at(1));
      pool.resolve(slot, className, name == Strings.NONE ? dictionaries.unknownName() : name);
    } catch (CorruptDataException e) {
      pool.countDangling();
      pool.resolve(slot, Strings.NONE, dictionaries.unknownName());
    }
  }

  private int loadText(PoolType type, Cursor cursor) {
    if (type.isPlainString()) {
      // Not readText: a string that refers to itself would never end.
      return dictionaries.texts().read(cursor);
    }
    return text(type.source(0), read(type, cursor).at(0));
  }

  private int loadClass(PoolType type, Cursor cursor) {
    int name = text(type.source(0), read(type, cursor).at(0));
    if (name == Strings.NONE) {
      return dictionaries.unknownName();
    }
    int known = classNames.get(name) - 1;
    if (known < 0) {
      TextDictionary texts = dictionaries.texts();
      known = texts.intern(ClassNames.sourceForm(texts.at(name)));
      classNames.put(name, known + 1);
      hookClasses.set(known, ClassNames.isHook(texts.at(known)));
    }
    return known;
  }

  /** Returns whether a class of which the id of the name is given belongs to jtrace's hooks. */
  boolean isHook(int className) {
    return className != Strings.NONE && hookClasses.get(className);
  }

  private int loadFrameType(PoolType type, Cursor cursor) {
    int description = text(type.source(0), read(type, cursor).at(0));
    return description == Strings.NONE
        ? FrameKind.UNKNOWN.ordinal()
        : FrameTypes.kind(dictionaries.texts().at(description)).ordinal();
  }

  private ThreadConstant loadThread(PoolType type, Cursor cursor) {
    StructValues values = read(type, cursor);
    int osName = text(type.source(0), values.at(0));
    int name = text(type.source(2), values.at(2));
    int group = text(type.source(4), values.at(4));
    long osId = values.at(1);
    long javaId = values.at(3);
    boolean virtual =
        type.source(5) != null
            ? values.at(5) != 0
            : javaId > 0
                && (osId <= 0
                    || (group != Strings.NONE
                        && dictionaries.texts().at(group).equals(VIRTUAL_THREAD_GROUP)));
    return new ThreadConstant(
        noneIfEmpty(name), noneIfEmpty(osName), noneIfEmpty(group), javaId, osId, virtual);
  }

  private int noneIfEmpty(int text) {
    return text != Strings.NONE && dictionaries.texts().at(text).isEmpty() ? Strings.NONE : text;
  }

  private int className(@Nullable Source source, long value) {
    int pool = source == null ? -1 : schema.poolIndexOf(source, PoolType.Kind.CLASS);
    return noneIfEmpty(pool >= 0 ? resolve(pool, value) : text(source, value));
  }

  private static StructValues read(PoolType type, Cursor cursor) {
    StructValues values = new StructValues(type.reader());
    values.read(cursor);
    return values;
  }

  private static long pair(int high, int low) {
    return ((long) high << 32) | (low & 0xffffffffL);
  }

  private int placeholder(PoolType type, long key) {
    return switch (type.kind()) {
      case TEXT, OPAQUE, METHOD -> Strings.NONE;
      case CLASS -> dictionaries.unknownName();
      case STACK -> dictionaries.unknownStack();
      case FRAME_TYPE -> FrameKind.UNKNOWN.ordinal();
      case THREAD -> threads.unresolved(key);
    };
  }
}
