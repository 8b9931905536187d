package io.labauth.testkit;

import java.util.ArrayList;
import java.util.List;

/** How a user is told to the client. */
final class UserAnswer {
    private UserAnswer() {}

    static List<XmlElement> of(FakeUser user, boolean withEmail) {
        List<XmlElement> children = new ArrayList<>();
        children.add(XmlElement.of("id", user.uid()));
        children.add(XmlElement.of("fullname", user.fullName()));
        children.addAll(names(user.fullName()));
        if (withEmail) {
            children.add(XmlElement.of("email", user.email()));
        }
        children.add(XmlElement.of("auto-login-allowed", false));
        children.add(XmlElement.of("can-own-notebooks", true));
        children.add(XmlElement.of("is-a-student", false));
        children.add(XmlElement.array(
                "notebooks", user.notebooks().stream().map(UserAnswer::notebook).toList()));
        return children;
    }

    private static List<XmlElement> names(String fullName) {
        int space = fullName.indexOf(' ');
        return space < 0
                ? List.of()
                : List.of(
                        XmlElement.of("first-name", fullName.substring(0, space)),
                        XmlElement.of("last-name", fullName.substring(space + 1)));
    }

    private static XmlElement notebook(FakeNotebook notebook) {
        return XmlElement.of(
                "notebook",
                List.of(
                        XmlElement.of("id", notebook.id()),
                        XmlElement.of("name", notebook.name()),
                        XmlElement.of("is-default", notebook.isDefault())));
    }
}
