package dev.azulejo.storage.testkit.transfer;

import dev.azulejo.storage.JobStorage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/// A place where somebody else does something just before a call.
final class Disturbed {
    private Disturbed() {}

    /// @param call the name of the method
    /// @param other told the key
    static JobStorage before(JobStorage place, String call, Consumer<String> other) {
        return (JobStorage) Proxy.newProxyInstance(
                Disturbed.class.getClassLoader(), new Class<?>[] {JobStorage.class}, (_, method, arguments) -> {
                    if (method.getName().equals(call)) {
                        other.accept((String) arguments[0]);
                    }
                    try {
                        return method.invoke(place, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
