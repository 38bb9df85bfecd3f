package io.jtrace.web.pprof;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values with units as pprof writes them: 1.50s, 512kB, 37. */
final class Units {
  /** The unit that suits the value. */
  static final String AUTO = "auto";

  /** The unit that suits the smallest value of a report. */
  static final String MINIMUM = "minimum";

  private static final Set<String> UNSPOKEN = Set.of("count", "sample", "unit", MINIMUM, AUTO);

  /** A value and the unit to write behind it, which may be empty. */
  record Scaled(double value, String unit) {}

  private record Unit(String name, double factor, List<String> aliases) {
    boolean isCalled(String text) {
      return aliases.contains(text);
    }
  }

  private record Family(Unit fallback, List<Unit> units) {
    @Nullable Unit find(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      String singular =
          lower.length() > 2 && lower.endsWith("s")
              ? lower.substring(0, lower.length() - 1)
              : lower;
      return units.stream().filter(unit -> unit.isCalled(singular)).findFirst().orElse(null);
    }

    Scaled scale(long value, Unit from, String to) {
      double base = value * from.factor();
      Unit target = to.equals(AUTO) || to.equals(MINIMUM) ? largestWithin(base) : find(to);
      Unit chosen = target == null ? fallback : target;
      return new Scaled(base / chosen.factor(), chosen.name());
    }

    private @Nullable Unit largestWithin(double base) {
      Unit largest = null;
      for (Unit unit : units) {
        if (base / unit.factor() >= 1) {
          largest = unit;
        }
      }
      return largest;
    }
  }

  private static final Family BYTES =
      new Family(
          unit("B", 1),
          List.of(
              unit("B", 1, "b", "byte"),
              unit("kB", 0x1p10, "kb", "kbyte", "kilobyte"),
              unit("MB", 0x1p20, "mb", "mbyte", "megabyte"),
              unit("GB", 0x1p30, "gb", "gbyte", "gigabyte"),
              unit("TB", 0x1p40, "tb", "tbyte", "terabyte"),
              unit("PB", 0x1p50, "pb", "pbyte", "petabyte")));

  private static final Family TIMES =
      new Family(
          unit("s", 1e9),
          List.of(
              unit("ns", 1, "ns", "nanosecond"),
              unit("us", 1e3, "\u03bcs", "us", "microsecond"),
              unit("ms", 1e6, "ms", "millisecond"),
              unit("s", 1e9, "s", "sec", "second"),
              unit("hrs", 3600e9, "hour", "hr")));

  private static final List<Family> FAMILIES = List.of(BYTES, TIMES);

  private Units() {}

  private static Unit unit(String name, double factor, String... aliases) {
    return new Unit(name, factor, List.of(aliases));
  }

  /** Returns the value in another unit; {@code to} may be {@link #AUTO} or {@link #MINIMUM}. */
  static Scaled scale(long value, String from, String to) {
    if (value < 0 && -value > 0) {
      Scaled positive = scale(-value, from, to);
      return new Scaled(-positive.value(), positive.unit());
    }
    for (Family family : FAMILIES) {
      Unit unit = family.find(from);
      if (unit != null) {
        return family.scale(value, unit, to);
      }
    }
    return new Scaled(value, UNSPOKEN.contains(to) ? "" : to);
  }

  /**
   * Returns what makes values of one unit values of another; nothing if they cannot be compared.
   */
  static Optional<Double> factor(String from, String to) {
    for (Family family : FAMILIES) {
      Unit source = family.find(from);
      Unit target = family.find(to);
      if (source != null && target != null) {
        return Optional.of(source.factor() / target.factor());
      }
    }
    return Optional.empty();
  }

  /** Returns whether values of both units can be added. */
  static boolean areCompatible(String one, String other) {
    return one.equals(other) || factor(one, other).isPresent();
  }

  /** Returns the value with its unit, two digits behind the point unless both are 0. */
  static String label(long value, String from, String to) {
    Scaled scaled = scale(value, from, to);
    String digits = fixed(scaled.value(), 2);
    String number = digits.endsWith(".00") ? digits.substring(0, digits.length() - 3) : digits;
    return number.equals("0") || number.equals("-0") ? "0" : number + scaled.unit();
  }

  /** Returns a number with so many digits behind the point. */
  static String fixed(double value, int digits) {
    if (value == 0) {
      return BigDecimal.ZERO.setScale(digits).toPlainString();
    }
    String text = new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    return value < 0 && !text.startsWith("-") ? "-" + text : text;
  }

  /** Returns the share of a whole, 6 characters wide or more. */
  static String percentage(long value, long total) {
    double ratio = total == 0 ? 0 : Math.abs((double) value / total) * 100;
    if (ratio >= 99.95 && ratio <= 100.05) {
      return "  100%";
    }
    String number = ratio >= 1 ? fixed(ratio, 2) : twoDigits(ratio);
    return " ".repeat(Math.max(0, 5 - number.length())) + number + "%";
  }

  private static String twoDigits(double ratio) {
    if (ratio == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(ratio)
            .round(new MathContext(2, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4) {
      return rounded.toPlainString();
    }
    return rounded.movePointLeft(exponent).toPlainString()
        + String.format(Locale.ROOT, "e-%02d", -exponent);
  }
}
