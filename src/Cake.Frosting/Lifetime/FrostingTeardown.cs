using Cake.Core;

namespace Cake.Frosting;

/// <summary>What happens after the last task. For hosts without a context of their own.</summary>
public abstract class FrostingTeardown : FrostingTeardown<ICakeContext>;

/// <summary>What happens after the last task.</summary>
/// <typeparam name="TContext">The context it needs, as registered with <c>UseContext</c>.</typeparam>
public abstract class FrostingTeardown<TContext> : IFrostingTeardown
    where TContext : ICakeContext
{
    /// <summary>Runs after the last task, also when something failed.</summary>
    /// <param name="context">The context.</param>
    /// <param name="info">What the engine knows at this point.</param>
    public abstract void Teardown(TContext context, ITeardownContext info);

    /// <inheritdoc/>
    void IFrostingTeardown.Teardown(ICakeContext context, ITeardownContext info) =>
        Teardown(ContextCast.To<TContext>(context, this), info);
}
