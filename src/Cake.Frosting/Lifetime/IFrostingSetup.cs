using Cake.Core;

namespace Cake.Frosting;

/// <summary>What happens before the first task.</summary>
public interface IFrostingSetup
{
    /// <summary>Runs before the first task. If it fails, no task runs, but the teardown does.</summary>
    /// <param name="context">The context of the host.</param>
    /// <param name="info">What the engine knows at this point.</param>
    void Setup(ICakeContext context, ISetupContext info);
}
