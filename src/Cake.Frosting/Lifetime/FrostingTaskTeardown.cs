using Cake.Core;

namespace Cake.Frosting;

/// <summary>What happens after each task. For hosts without a context of their own.</summary>
public abstract class FrostingTaskTeardown : FrostingTaskTeardown<ICakeContext>;

/// <summary>What happens after each task.</summary>
/// <typeparam name="TContext">The context it needs, as registered with <c>UseContext</c>.</typeparam>
public abstract class FrostingTaskTeardown<TContext> : IFrostingTaskTeardown
    where TContext : ICakeContext
{
    /// <summary>Runs after each task, also when it failed.</summary>
    /// <param name="context">The context.</param>
    /// <param name="info">What the engine knows at this point.</param>
    public abstract void Teardown(TContext context, ITaskTeardownContext info);

    /// <inheritdoc/>
    void IFrostingTaskTeardown.Teardown(ICakeContext context, ITaskTeardownContext info) =>
        Teardown(ContextCast.To<TContext>(context, this), info);
}
