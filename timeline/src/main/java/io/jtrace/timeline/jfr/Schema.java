package io.jtrace.timeline.jfr;

import io.jtrace.timeline.jfr.Program.Encoding;
import io.jtrace.timeline.jfr.Program.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a chunk, compiled: how to read its events and constants.
 *
 * <p>Immutable once compiled; shared by the threads that read.
 */
final class Schema {
  /** Type ids below this are looked up in an array. */
  private static final int DENSE_IDS = 1 << 16;

  private final LongIntMap planNumbers = new LongIntMap();
  private final LongIntMap poolNumbers = new LongIntMap();
  private final List<EventPlan> plans = new ArrayList<>();
  private final List<PoolType> poolTypes = new ArrayList<>();
  private final @Nullable EventPlan[] densePlans;
  private int stringPool = -1;

  private Schema(int denseIds) {
    densePlans = new EventPlan[denseIds];
  }

  /** Returns a schema that knows no type. */
  static Schema empty() {
    return new Schema(0);
  }

  /**
   * Compiles metadata.
   *
   * @throws CorruptDataException if a consumed event cannot be decoded
   */
  static Schema compile(Metadata metadata, Shapes shapes) {
    long highestDense = -1;
    for (TypeDescriptor type : metadata.types()) {
      if (type.isEvent() && type.id() < DENSE_IDS) {
        highestDense = Math.max(highestDense, type.id());
      }
    }
    Schema schema = new Schema((int) highestDense + 1);
    for (TypeDescriptor type : metadata.types()) {
      if (!type.isEvent()) {
        schema.addPool(metadata, type);
      }
    }
    for (TypeDescriptor type : metadata.types()) {
      if (type.isEvent()) {
        int number = schema.plans.size();
        schema.addPlan(EventPlanCompiler.compile(number, metadata, type, schema, shapes));
      }
    }
    return schema;
  }

  private void addPool(Metadata metadata, TypeDescriptor type) {
    PoolType pool;
    try {
      pool = PoolType.compile(poolTypes.size(), metadata, type);
    } catch (CorruptDataException e) {
      return; // stays unknown; a checkpoint that has constants of it counts as unreadable
    }
    poolTypes.add(pool);
    poolNumbers.put(type.id(), poolTypes.size());
    if (pool.isPlainString()) {
      stringPool = pool.index();
    }
  }

  private void addPlan(EventPlan plan) {
    plans.add(plan);
    planNumbers.put(plan.typeId(), plans.size());
    if (plan.typeId() >= 0 && plan.typeId() < densePlans.length) {
      densePlans[(int) plan.typeId()] = plan;
    }
  }

  /** Returns how to read events of a type, or null if the metadata does not describe it. */
  @Nullable EventPlan plan(long typeId) {
    if (typeId >= 0 && typeId < densePlans.length) {
      return densePlans[(int) typeId];
    }
    int number = planNumbers.get(typeId);
    return number == 0 ? null : plans.get(number - 1);
  }

  List<EventPlan> plans() {
    return plans;
  }

  List<PoolType> poolTypes() {
    return poolTypes;
  }

  /** Returns the index of the pool for constants of a type, or -1. */
  int poolIndex(long typeId) {
    return poolNumbers.get(typeId) - 1;
  }

  /** Returns the pool a value refers to if its constants are of {@code kind}, or -1. */
  int poolIndexOf(Source source, PoolType.Kind kind) {
    int pool = source.encoding() == Encoding.CONSTANT ? poolIndex(source.type().id()) : -1;
    return pool >= 0 && poolTypes.get(pool).kind() == kind ? pool : -1;
  }

  /** Returns the pool of plain strings, or -1. */
  int stringPool() {
    return stringPool;
  }
}
