package io.jtrace.agent.http;

import io.jtrace.agent.profile.CodeAddresses;
import java.io.IOException;

/** {@code symbol}: the methods at the addresses that our texts have made up. */
record SymbolEndpoint(CodeAddresses addresses) {

  void answer(Query query, Reply reply) throws IOException, HttpError {
    // Readers care for whether it is 0 only.
    StringBuilder text = new StringBuilder("num_symbols: 1\n");
    for (String word : query.raw().split("&", 2)[0].split("\\+", -1)) {
      long address = address(word);
      if (address != 0) {
        addresses
            .method(address)
            .ifPresent(
                method ->
                    text.append("0x")
                        .append(Long.toHexString(address))
                        .append(' ')
                        .append(method)
                        .append('\n'));
      }
    }
    reply.text(text.toString());
  }

  /** Reads a number as Go does with a base of 0; 0 for what is none. */
  private static long address(String word) {
    try {
      return Long.decode(word);
    } catch (NumberFormatException none) {
      return 0;
    }
  }
}
