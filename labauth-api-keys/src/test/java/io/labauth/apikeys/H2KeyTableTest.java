package io.labauth.apikeys;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;

class H2KeyTableTest implements KeyTableContract {
    private static final DataSource DATABASE = Lab.inMemory();

    @BeforeAll
    static void haveATableOfTheApplication() throws SQLException {
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE notebook (id INT)");
        }
    }

    @Override
    public DataSource database() {
        return DATABASE;
    }
}
