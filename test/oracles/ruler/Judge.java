/** Answers what AWS's own event-ruler makes of patterns and events, so that nobody's reading of the manual decides who is enrolled. */
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import software.amazon.event.ruler.Machine;

public final class Judge {
  /** Lines of `{"pattern": "…", "events": ["…"]}` in; one line out each: a 1 or a 0 for every event, or `refused`. */
  public static void main(String[] arguments) throws Exception {
    ObjectMapper json = new ObjectMapper();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode asked = json.readTree(line);
      Machine machine = Machine.builder().build();
      try {
        machine.addRule("asked", asked.get("pattern").textValue());
      } catch (Exception refusal) {
        out.println("refused " + String.valueOf(refusal.getMessage()).replaceAll("\\s+", " "));
        continue;
      }
      StringBuilder answer = new StringBuilder();
      for (JsonNode event : asked.get("events")) {
        answer.append(machine.rulesForJSONEvent(event.textValue()).isEmpty() ? '0' : '1');
      }
      out.println(answer);
    }
    out.flush();
  }
}
