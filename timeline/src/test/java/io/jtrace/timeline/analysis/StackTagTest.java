package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackTagTest {
  @ParameterizedTest
  @CsvSource({
    "jdk.internal.net.http.HttpClientImpl.send, HTTP",
    "sun.net.www.protocol.https.HttpsURLConnectionImpl.getInputStream, HTTP",
    "sun.security.ssl.SSLSocketImpl.readRecord, TLS",
    "org.postgresql.core.PGStream.receiveChar, JDBC",
    "com.zaxxer.hikari.pool.HikariPool.getConnection, JDBC",
    "java.net.Inet6AddressImpl.lookupAllHostAddr, DNS",
    "java.net.InetAddress$PlatformNameService.lookupAllHostAddr, DNS",
    "io.grpc.stub.ClientCalls.blockingUnaryCall, GRPC",
  })
  void method_tellsItsTagAndNoOther(String method, StackTag tag) {
    assertThat(Arrays.stream(StackTag.values()).filter(one -> one.isToldBy(method)))
        .containsExactly(tag);
  }

  @ParameterizedTest
  @CsvSource({"java.net.Socket.read", "com.acme.java.sql.Fake.run", "java.lang.Thread.run"})
  void otherMethods_tellNothing(String method) {
    assertThat(StackTag.values()).noneMatch(tag -> tag.isToldBy(method));
  }
}
