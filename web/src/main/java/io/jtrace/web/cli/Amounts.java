package io.jtrace.web.cli;

/** Numbers for people: three significant digits, with their unit. */
final class Amounts {
  private static final char THIN_SPACE = '\u202f';
  private static final String[] TIME_UNITS = {"ns", "\u00b5s", "ms", "s"};
  private static final String[] SIZE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private Amounts() {}

  /** Returns a duration such as {@code 45.6 ms}. */
  static String duration(long nanos) {
    if (nanos < 0) {
      return "-" + duration(nanos == Long.MIN_VALUE ? Long.MAX_VALUE : -nanos);
    }
    if (nanos >= 2 * MINUTE_NANOS) {
      long seconds = Math.round(nanos / 1e9);
      return seconds < 7200
          ? seconds / 60 + " min " + seconds % 60 + " s"
          : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
    return scaled(nanos, TIME_UNITS);
  }

  /** Returns a size such as {@code 2.29 MB}. */
  static String bytes(long sizeBytes) {
    return scaled(sizeBytes, SIZE_UNITS);
  }

  /** Rounds half up, as long arithmetic: the decimals of the JDK take 20 ms to load. */
  private static String scaled(long value, String[] units) {
    int unit = 0;
    long unitSize = 1;
    while (unit + 1 < units.length && roundedTo(value, unitSize) >= 1000) {
      unit++;
      unitSize *= 1000;
    }
    if (unit == 0) {
      return value + " " + units[0];
    }
    int digits = 2;
    long scale = 100;
    while (digits > 0 && roundedTo(value, unitSize / scale) >= 1000) {
      digits--;
      scale /= 10;
    }
    return withPoint(roundedTo(value, unitSize / scale), digits) + " " + units[unit];
  }

  /** Returns how often a step fits into a value, rounded. */
  private static long roundedTo(long value, long step) {
    return value / step + (value % step >= step - value % step ? 1 : 0);
  }

  /** Writes a number that counts tenths, or hundredths, and so on. */
  private static String withPoint(long number, int digits) {
    if (digits == 0) {
      return Long.toString(number);
    }
    StringBuilder text = new StringBuilder().append(number);
    while (text.length() <= digits) {
      text.insert(0, '0');
    }
    return text.insert(text.length() - digits, '.').toString();
  }

  /** Returns a count with its thousands set apart. */
  static String count(long count) {
    StringBuilder digits = new StringBuilder().append(count);
    int first = count < 0 ? 1 : 0;
    for (int i = digits.length() - 3; i > first; i -= 3) {
      digits.insert(i, THIN_SPACE);
    }
    return digits.toString();
  }

  /** Returns a count with its noun, such as {@code 1 chunk} or {@code 12 chunks}. */
  static String counted(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** Returns a share such as {@code 12.3 %}; what is not quite nothing never looks like it. */
  static String percent(long part, long whole) {
    return percent(whole == 0 ? 0 : 100.0 * part / whole);
  }

  /** Returns percents such as {@code 12.3 %}; what is not quite nothing never looks like it. */
  static String percent(double percent) {
    if (percent > 0 && percent < 0.05) {
      return "< 0.1 %";
    }
    return decimal(percent, 1) + " %";
  }

  /** Returns a number, 0 or more, with some digits after its point. */
  static String decimal(double value, int digits) {
    return withPoint(Math.round(value * Math.pow(10, digits)), digits);
  }
}
