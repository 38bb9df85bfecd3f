package io.jtrace.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.agent.spi.Endpoints;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.OutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PprofChannelHandlerTest {
  private final Endpoints endpoints =
      (request, response) -> {
        try (OutputStream out = response.begin(200, Map.of("X-Query", request.query()))) {
          out.write(request.path().getBytes(UTF_8));
        }
      };
  private final EmbeddedChannel channel =
      new EmbeddedChannel(new PprofChannelHandler(endpoints, Runnable::run));

  @Test
  void ourPath_isAnswered() {
    channel.writeInbound(full("/debug/pprof/trace?seconds=2"));

    HttpResponse head = channel.readOutbound();
    HttpContent body = channel.readOutbound();
    assertThat(head.status().code()).isEqualTo(200);
    assertThat(head.headers().get("X-Query")).isEqualTo("seconds=2");
    assertThat(body.content().toString(UTF_8)).isEqualTo("/debug/pprof/trace");
    assertThat(channel.<Object>readOutbound()).isInstanceOf(LastHttpContent.class);
    assertThat(channel.<Object>readInbound()).isNull();
  }

  @Test
  void otherPath_goesOnAlongThePipelineWithItsBody() {
    HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/orders");
    HttpContent body = new DefaultLastHttpContent(Unpooled.copiedBuffer("x", UTF_8));

    channel.writeInbound(head, body);

    assertThat(channel.<Object>readInbound()).isSameAs(head);
    assertThat(channel.<Object>readInbound()).isSameAs(body);
    assertThat(body.refCnt()).isEqualTo(1);
    assertThat(channel.<Object>readOutbound()).isNull();
    body.release();
  }

  @Test
  void similarPath_isNotOurs() {
    FullHttpRequest request = full("/debug/pprofessor");

    channel.writeInbound(request);

    assertThat(channel.<Object>readInbound()).isSameAs(request);
    request.release();
  }

  @Test
  void ourRequest_isReleased() {
    FullHttpRequest request = full("/debug/pprof/");

    channel.writeInbound(request);

    assertThat(request.refCnt()).isZero();
  }

  private static FullHttpRequest full(String uri) {
    return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, uri);
  }
}
