package io.jtrace.web.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** JSON as a stream, with the few forms that this project writes. Not safe for several threads. */
public final class Json implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final JsonGenerator out;

  private Json(JsonGenerator out) {
    this.out = out;
  }

  /** Writes something into an object or array. */
  @FunctionalInterface
  public interface Part {
    /** Writes. */
    void write() throws IOException;
  }

  /** Writes one element of a list. */
  @FunctionalInterface
  public interface Element<T> {
    /** Writes {@code value}. */
    void write(T value) throws IOException;
  }

  /** Writes compact JSON; closing does not close the stream. */
  public static Json to(OutputStream out) throws IOException {
    return new Json(FACTORY.createGenerator(out));
  }

  /** Writes indented JSON, for people too. */
  public static Json indented(OutputStream out) throws IOException {
    return new Json(FACTORY.createGenerator(out).useDefaultPrettyPrinter());
  }

  /** Writes compact JSON, a line for each value; closing does not close the stream. */
  public static Json lines(OutputStream out) throws IOException {
    return new Json(FACTORY.createGenerator(out).setRootValueSeparator(new SerializedString("\n")));
  }

  static JsonFactory factory() {
    return FACTORY;
  }

  /** Writes an object as a value. */
  public void object(Part fields) throws IOException {
    out.writeStartObject();
    fields.write();
    out.writeEndObject();
  }

  /** Writes an object as a field. */
  public void object(String name, Part fields) throws IOException {
    out.writeFieldName(name);
    object(fields);
  }

  /** Writes an array as a field, element by element. */
  public <T> void array(String name, List<T> values, Element<? super T> element)
      throws IOException {
    out.writeFieldName(name);
    array(values, element);
  }

  /** Writes an array as a value, element by element. */
  public <T> void array(List<T> values, Element<? super T> element) throws IOException {
    out.writeStartArray();
    for (T value : values) {
      element.write(value);
    }
    out.writeEndArray();
  }

  /** Writes an array of objects as a field. */
  public <T> void objects(String name, List<T> values, Element<? super T> fields)
      throws IOException {
    array(name, values, value -> object(() -> fields.write(value)));
  }

  /** Writes an array as a field. */
  public void array(String name, Part elements) throws IOException {
    out.writeFieldName(name);
    array(elements);
  }

  /** Writes an array as a value. */
  public void array(Part elements) throws IOException {
    out.writeStartArray();
    elements.write();
    out.writeEndArray();
  }

  /** Begins a field whose value is written next. */
  void name(String name) throws IOException {
    out.writeFieldName(name);
  }

  /** Writes numbers as an array field. */
  public void numbers(String name, long[] values) throws IOException {
    out.writeFieldName(name);
    out.writeArray(values, 0, values.length);
  }

  /** Writes an element of an array. */
  public void element(long value) throws IOException {
    out.writeNumber(value);
  }

  /** Writes an element of an array; what is no number becomes null. */
  public void element(double value) throws IOException {
    if (Double.isFinite(value)) {
      out.writeNumber(value);
    } else {
      out.writeNull();
    }
  }

  /** Writes an element of an array. */
  public void element(boolean value) throws IOException {
    out.writeBoolean(value);
  }

  /** Writes an element of an array. */
  public void element(@Nullable String value) throws IOException {
    out.writeString(value);
  }

  /** Writes a field. */
  public void field(String name, @Nullable String value) throws IOException {
    out.writeStringField(name, value);
  }

  /** Writes a text field; null for the empty text, which stands for unknown. */
  public void known(String name, String value) throws IOException {
    out.writeStringField(name, value.isEmpty() ? null : value);
  }

  /** Writes a field. */
  public void field(String name, long value) throws IOException {
    out.writeNumberField(name, value);
  }

  /** Writes a field; what is no number becomes null. */
  public void field(String name, double value) throws IOException {
    out.writeFieldName(name);
    element(value);
  }

  /** Writes a field. */
  public void field(String name, boolean value) throws IOException {
    out.writeBooleanField(name, value);
  }

  /** Writes a field; null where there is no value. */
  public void field(String name, OptionalLong value) throws IOException {
    if (value.isPresent()) {
      field(name, value.getAsLong());
    } else {
      out.writeNullField(name);
    }
  }

  /** Writes a field; null where there is no value. */
  public void field(String name, OptionalDouble value) throws IOException {
    field(name, value.orElse(Double.NaN));
  }

  /** Writes an id or a number field; null for {@code none}, which stands for unknown. */
  public void unless(long none, String name, long value) throws IOException {
    field(name, value == none ? OptionalLong.empty() : OptionalLong.of(value));
  }

  /** Writes a null field. */
  public void none(String name) throws IOException {
    out.writeNullField(name);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
