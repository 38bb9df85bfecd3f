package io.jtrace.web.pprof;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * Reads profiles: pprof's protocol buffer, plain or compressed with gzip. Any bytes give a profile
 * that keeps the rules of the format, or a sentence.
 */
public final class ProfileReader {
  private static final int MAX_BYTES = 1 << 30;
  private static final int LOOKED_AT_BYTES = 512;
  private static final String EXPECTED = ": expected a profile (profile.proto), found ";

  private ProfileReader() {}

  /**
   * Reads a profile.
   *
   * @param name what messages call it
   * @throws ProfileException if it is none, with a sentence that begins with {@code name}
   * @throws IOException if the stream fails
   */
  public static Profile read(String name, InputStream in) throws ProfileException, IOException {
    byte[] bytes = unzipped(name, limited(name, in));
    refuseWhatIsNone(name, bytes);
    try {
      return Decoder.decode(io.jtrace.proto.pprof.Profile.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new ProfileException(
          name + EXPECTED + "bytes that are no protocol buffer, or the profile is cut", e);
    } catch (ProfileException e) {
      throw new ProfileException(name + ": " + e.getMessage(), e);
    }
  }

  private static byte[] unzipped(String name, byte[] bytes) throws ProfileException {
    if (bytes.length < 2 || (bytes[0] & 0xff) != 0x1f || (bytes[1] & 0xff) != 0x8b) {
      return bytes;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return limited(name, in);
    } catch (EOFException e) {
      throw new ProfileException(name + ": the file is cut, its gzip stream ends too early", e);
    } catch (IOException e) {
      throw new ProfileException(name + ": the gzip stream is damaged (" + e.getMessage() + ")", e);
    }
  }

  private static byte[] limited(String name, InputStream in) throws IOException, ProfileException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new ProfileException(
          name + ": expected at most " + (MAX_BYTES >> 20) + " MB uncompressed, found more");
    }
    return bytes;
  }

  private static void refuseWhatIsNone(String name, byte[] bytes) throws ProfileException {
    if (bytes.length == 0) {
      throw new ProfileException(name + EXPECTED + "nothing");
    }
    String head =
        new String(bytes, 0, Math.min(bytes.length, LOOKED_AT_BYTES), StandardCharsets.ISO_8859_1);
    if (head.startsWith("FLR\0")) {
      throw new ProfileException(name + EXPECTED + "a recording, which needs --type");
    }
    if (head.chars().anyMatch(c -> c > 126 || (c < 32 && !Character.isWhitespace(c)))) {
      return;
    }
    if (head.stripLeading().startsWith("<")) {
      throw new ProfileException(name + EXPECTED + "a web page");
    }
    if (head.contains("profile:") || head.startsWith("---")) {
      throw new ProfileException(
          name + EXPECTED + "one of the old text formats; fetch it without debug=1");
    }
    throw new ProfileException(name + EXPECTED + "text");
  }
}
