package io.jtrace.agent.record;

import java.io.IOException;

/** A recording that the recorder ends if it still runs when the recorder closes. Thread safe. */
interface Running {

  /** Ends it; what is kept is written, all else is deleted. */
  void end() throws IOException;
}
