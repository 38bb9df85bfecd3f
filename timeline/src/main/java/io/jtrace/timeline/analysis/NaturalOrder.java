package io.jtrace.timeline.analysis;

/** Orders names as people do: {@code worker-2} comes before {@code worker-10}. */
public final class NaturalOrder {
  private NaturalOrder() {}

  /**
   * Compares runs of digits by value and everything else by character; only equal names are equal.
   */
  public static int compare(String left, String right) {
    int l = 0;
    int r = 0;
    while (l < left.length() && r < right.length()) {
      int leftEnd = endOfDigits(left, l);
      int rightEnd = endOfDigits(right, r);
      int order;
      if (leftEnd > l && rightEnd > r) {
        order = compareNumbers(left.substring(l, leftEnd), right.substring(r, rightEnd));
        l = leftEnd;
        r = rightEnd;
      } else {
        order = Character.compare(left.charAt(l++), right.charAt(r++));
      }
      if (order != 0) {
        return order;
      }
    }
    int order = Integer.compare(left.length() - l, right.length() - r);
    return order != 0 ? order : left.compareTo(right);
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  /** Compares numbers of any length by value. */
  private static int compareNumbers(String left, String right) {
    String l = withoutLeadingZeros(left);
    String r = withoutLeadingZeros(right);
    return l.length() != r.length() ? Integer.compare(l.length(), r.length()) : l.compareTo(r);
  }

  private static String withoutLeadingZeros(String digits) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }
}
