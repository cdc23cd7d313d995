using GoDockerTasks.Images;

namespace GoDockerTasks.Pipeline;

/// <summary>What a build stands on, whatever its modules are.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Bases">Where the base images come from.</param>
internal sealed record BuildGround(EngineInfo Engine, IReadOnlyList<BaseImage> Bases);
