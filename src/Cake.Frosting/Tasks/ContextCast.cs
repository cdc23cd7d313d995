using Cake.Core;

namespace Cake.Frosting;

/// <summary>The step from the host's context to the type that a task or a lifetime was written for.</summary>
internal static class ContextCast
{
    public static T To<T>(ICakeContext context, object user)
        where T : ICakeContext
        => context is T typed
            ? typed
            : throw new FrostingException(
                $"'{user.GetType().Name}' needs a context of type '{typeof(T).Name}', but the host runs with " +
                $"'{context.GetType().Name}'. Register the one it needs with UseContext<{typeof(T).Name}>().");
}
