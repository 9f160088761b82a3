package dev.vitrine.sqlite;

import dev.vitrine.simulation.FailingAct;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Lets the statements of all files that are opened from now on fail, one of them or all from one on. But for those
/// that touch no file: a transaction that only begins, and one that is rolled back, whose changes are in no log yet.
public final class FailingSqlite implements FailingAct.Below, AutoCloseable {
    private static final Set<Object> TOUCH_NO_FILE = Set.of("BEGIN", "ROLLBACK");

    private final SQLiteErrorCode code;
    private final int times;
    private int first = Integer.MAX_VALUE;
    private int calls;

    /// @param code what SQLite says then
    /// @param times how many statements fail in succession
    public FailingSqlite(SQLiteErrorCode code, int times) {
        this.code = code;
        this.times = times;
        SqliteFile.through = connection -> seen(Connection.class, connection, this::statement);
    }

    @Override
    public synchronized void fail(int call) {
        first = call;
        calls = 0;
    }

    @Override
    public synchronized int calls() {
        return calls;
    }

    @Override
    public synchronized void recover() {
        first = Integer.MAX_VALUE;
    }

    @Override
    public void close() {
        SqliteFile.through = UnaryOperator.identity();
    }

    private Object statement(Connection connection, Method method, Object[] arguments)
            throws ReflectiveOperationException {
        return switch (method.invoke(connection, arguments)) {
            case PreparedStatement made -> seen(PreparedStatement.class, made, this::executed);
            case Statement made -> seen(Statement.class, made, this::executed);
            case Object other -> other;
            case null -> null;
        };
    }

    private Object executed(Statement statement, Method method, Object[] arguments)
            throws ReflectiveOperationException, SQLiteException {
        boolean touchesFile = arguments == null || !TOUCH_NO_FILE.contains(arguments[0]);
        if (method.getName().startsWith("execute") && touchesFile && isNext()) {
            throw new SQLiteException("[" + code.name() + "] " + code.message + " (as it is asked to)", code);
        }
        return method.invoke(statement, arguments);
    }

    private synchronized boolean isNext() {
        calls++;
        return calls >= first && calls - first < times;
    }

    private interface Call<T> {
        Object on(T target, Method method, Object[] arguments) throws ReflectiveOperationException, SQLiteException;
    }

    private static <T> T seen(Class<T> type, T target, Call<? super T> call) {
        InvocationHandler handler = (_, method, arguments) -> {
            try {
                return call.on(target, method, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
