using Cake.Core;

namespace Cake.Frosting;

/// <summary>What happens after the last task.</summary>
public interface IFrostingTeardown
{
    /// <summary>Runs after the last task, also when something failed.</summary>
    /// <param name="context">The context of the host.</param>
    /// <param name="info">What the engine knows at this point.</param>
    void Teardown(ICakeContext context, ITeardownContext info);
}
