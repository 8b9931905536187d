package io.labauth.testkit;

import java.util.stream.Collectors;

/** How a user is shown on the pages. */
final class Person {
    private Person() {}

    static Template in(String resource, FakeUser user) {
        return Template.of(resource)
                .with("name", user.fullName())
                .with("email", user.email())
                .withHtml("breakableEmail", Markup.escape(user.email()).replace("@", "<wbr>@"))
                .with("initials", initials(user.fullName()))
                .with("notebooks", notebooks(user));
    }

    private static String initials(String fullName) {
        String[] words = fullName.strip().split("\\s+", -1);
        String last = words.length > 1 ? first(words[words.length - 1]) : "";
        return first(words[0]) + last;
    }

    private static String first(String word) {
        return word.isEmpty() ? "" : Character.toString(word.codePointAt(0));
    }

    private static String notebooks(FakeUser user) {
        return user.notebooks().isEmpty()
                ? "No notebooks"
                : user.notebooks().stream().map(FakeNotebook::name).collect(Collectors.joining(" · "));
    }
}
