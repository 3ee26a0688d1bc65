package rumorista.look.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.RumoristaException;

/** Against a stub on this machine that speaks as such endpoints do. */
class CaptionerTest {
  private final List<String> requests = new ArrayList<>();
  private HttpServer server;
  private URI endpoint;
  private String answer = "a dog barking, wind blowing";
  private int status = 200;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          requests.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          String reply =
              """
              {"id": "1", "object": "chat.completion", "created": 1, "model": "tiny",
               "choices": [{"index": 0, "finish_reason": "stop",
                 "message": {"role": "assistant", "content": %s}}],
               "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}
              """
                  .formatted(new ObjectMapper().writeValueAsString(answer));
          byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String describe() {
    byte[] red = new byte[3 * 32 * 18];
    for (int i = 0; i < red.length; i += 3) {
      red[i] = (byte) 250;
    }
    try (Captioner captioner = new Captioner(endpoint, "tiny", "none")) {
      return captioner.describe(red, 32, 18);
    }
  }

  @Test
  void thePictureGoesThereAndTheAnswerIsThePrompt() throws IOException {
    assertEquals("a dog barking, wind blowing", describe());
    assertEquals(1, requests.size());
    JsonNode request = new ObjectMapper().readTree(requests.getFirst());
    assertEquals("tiny", request.path("model").asText());
    String url = request.findValue("url").asText();
    assertTrue(url.startsWith("data:image/jpeg;base64,"), url);
    byte[] jpeg = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
    var picture = ImageIO.read(new ByteArrayInputStream(jpeg));
    assertEquals(32, picture.getWidth());
    assertTrue((picture.getRGB(16, 9) >> 16 & 0xff) > 220);
  }

  @ParameterizedTest
  @CsvSource({
    "Nothing.,''",
    "'\"rain falling.\"',rain falling",
    "'**a cat**\nand more',a cat",
    "'  ',''"
  })
  void answersAreMadePrompts(String said, String prompt) {
    answer = said;
    assertEquals(prompt, describe());
  }

  @Test
  void whoRefusesOrIsNotThereIsNamed() {
    status = 500;
    RumoristaException refused = assertThrows(RumoristaException.class, this::describe);
    assertEquals(RumoristaException.Kind.INVALID_INPUT, refused.kind());
    assertTrue(refused.getMessage().contains(endpoint.toString()), refused.getMessage());
    server.stop(0);
    RumoristaException away = assertThrows(RumoristaException.class, this::describe);
    assertTrue(away.getMessage().contains(endpoint.toString()), away.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://somewhere/v1", "llava", "http:/nowhere"})
  void whatIsNoEndpointIsRefused(String address) {
    assertThrows(
        RumoristaException.class, () -> new Captioner(URI.create(address), "tiny", "none"));
    assertEquals(0, requests.size());
  }
}
