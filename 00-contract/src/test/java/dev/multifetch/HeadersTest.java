package dev.multifetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.Headers.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

  private static final Headers TWO_COLOURS =
      Headers.NONE.with("Colour", "red").with("Size", "").with("COLOUR", "blue");

  @Test
  void r18_namesMatchInAnyCase() {
    assertThat(TWO_COLOURS.first("cOLOUr")).contains("red");
  }

  @Test
  void r18_duplicatesAreKeptInOrder() {
    assertThat(TWO_COLOURS.values("Colour")).containsExactly("red", "blue");
  }

  @Test
  void r18_emptyValuesAreKept() {
    assertThat(TWO_COLOURS.first("Size")).contains("");
  }

  @Test
  void anAbsentFieldHasNoValue() {
    assertThat(TWO_COLOURS.first("Weight")).isEmpty();
  }

  @Test
  void aFieldIsAddedBehindTheOthers() {
    assertThat(TWO_COLOURS.with("Last", "x").fields()).last().isEqualTo(new Field("Last", "x"));
  }

  @Test
  void whatMatchesIsLeftOut() {
    assertThat(TWO_COLOURS.without("colour"::equalsIgnoreCase))
        .containsExactly(new Field("Size", ""));
  }

  @Test
  void fieldsAreIteratedInOrder() {
    assertThat(TWO_COLOURS)
        .containsExactly(
            new Field("Colour", "red"), new Field("Size", ""), new Field("COLOUR", "blue"));
  }

  @Test
  void membersOfAListAreTakenFromAllItsLines() {
    Headers headers = Headers.NONE.with("Via", "a ,\tb").with("Other", "x").with("via", ",, c,");

    assertThat(headers.members("Via")).containsExactly("a", "b", "c");
  }

  @Test
  void onlySpacesAndTabsAreLeftOutAroundAMember() {
    Headers headers = Headers.NONE.with("Via", " \t\u000ba\f \t");

    assertThat(headers.members("Via")).containsExactly("\u000ba\f");
  }

  @Test
  void theListGivenIsCopied() {
    List<Field> given = new ArrayList<>(List.of(new Field("A", "1")));
    Headers headers = new Headers(given);

    given.clear();

    assertThat(headers.fields()).hasSize(1);
  }

  @Test
  void theFieldsCannotBeChanged() {
    List<Field> fields = TWO_COLOURS.fields();

    assertThatThrownBy(fields::removeLast).isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "COOKIE", "Proxy-Authorization", "set-cookie"})
  void aSecretIsNoPartOfTheText(String name) {
    Headers headers = TWO_COLOURS.with(name, "secret");

    assertThat(headers.toString()).contains("Colour: red", name).doesNotContain("secret");
    assertThat(FetchOptions.builder().headers(headers).build().toString())
        .contains("Colour: red", name)
        .doesNotContain("secret");
    assertThat(headers.first(name)).contains("secret");
  }
}
