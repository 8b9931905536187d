package io.labauth.spring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Finds out at the start whether the table of completed logins is there, and not at somebody's sign-in. */
final class ConsumedFlowsTable {
    private static final Logger LOG = System.getLogger(ConsumedFlowsTable.class.getName());
    /** The class of SQLSTATE for statements that name what is not there, or may not be used. */
    private static final String NOT_USABLE = "42";

    private ConsumedFlowsTable() {}

    /** A database that is down now is not the table's fault: it may be back before anybody signs in. */
    static void check(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement select = connection.createStatement()) {
            select.execute("SELECT 1 FROM labauth_consumed_flow WHERE 1 = 0");
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith(NOT_USABLE)) {
                throw missing();
            }
            notAsked(e);
        } catch (RuntimeException e) {
            // Pools of connections have exceptions of their own.
            notAsked(e);
        }
    }

    private static void notAsked(Throwable e) {
        LOG.log(
                Level.WARNING,
                "The database does not say whether it has the table labauth_consumed_flow: "
                        + e.getClass().getSimpleName());
    }

    private static LabAuthPropertyException missing() {
        return new LabAuthPropertyException(
                "The application's database has no table labauth_consumed_flow that the application may read, in which"
                        + " completed sign-ins are remembered.",
                "Set labauth.web.initialize-schema=always to have it made at the start, which takes the right to"
                        + " create tables; or add the statements of META-INF/labauth/labauth-schema.sql to your"
                        + " migrations. An application of one node can do without: labauth.web.consumed-flows=memory.");
    }
}
