package dev.multifetch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.results.Results;
import dev.multifetch.results.ResultsJson;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

  private static final String HOSTILE =
      "</script><script>parent.owned = 1</script><!-- <img src=x onerror='owned = 1'> \" &"
          + " {{style}} $1 \\";

  @Test
  void textOfTheResultsCannotEndTheScriptThatHoldsIt() {
    String page = Report.html(MadeUp.saying(HOSTILE));

    assertThat(page).doesNotContain("<script>parent").doesNotContain("<img");
    assertThat(json(page).at("/rows/0/reason").asString()).isEqualTo(HOSTILE);
  }

  @Test
  void theJsonIsTheOneThatIsExported() {
    Results results = MadeUp.everything();

    assertThat(json(Report.html(results)))
        .isEqualTo(JsonMapper.builder().build().readTree(ResultsJson.write(results)));
  }

  @Test
  void isOneFileWithTheLicenceOfWhatItIncludes() {
    String page = Report.html(MadeUp.nothing());

    assertThat(page)
        .contains("Chart.js v4", "Released under the MIT License", "default-src 'none'")
        .doesNotContainPattern("<(script|img|link|iframe)[^>]+(src|href)=\"(?!data:)")
        .doesNotContain("sourceMappingURL", "@import", "@font-face");
  }

  @Test
  void linksToTheFlameGraphsThatThereAre() {
    assertThat(Report.html(MadeUp.everything(), Map.of("netty", "./a%20b/netty.html", "<b>", "\"")))
        .contains("<section id=\"flames\" aria-labelledby=\"flames-title\" >")
        .contains("<li><a href=\"./a%20b/netty.html\">netty</a></li>")
        .contains("<li><a href=\"&quot;\">&lt;b&gt;</a></li>");
    assertThat(Report.html(MadeUp.everything()))
        .contains("<section id=\"flames\" aria-labelledby=\"flames-title\" hidden>");
  }

  private static JsonNode json(String page) {
    Matcher script =
        Pattern.compile(
                "<script type=\"application/json\" id=\"results\">(.*?)</script>", Pattern.DOTALL)
            .matcher(page);
    assertThat(script.find()).as("the page embeds its results").isTrue();
    return JsonMapper.builder().build().readTree(script.group(1));
  }
}
