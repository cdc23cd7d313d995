using GoDockerTasks.Images;

namespace GoDockerTasks.Pipeline;

/// <summary>What a build stands on, whatever its modules are.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Bases">Where the base images come from.</param>
/// <param name="Previous">What the image's name stands for before the build; null when the engine has no such image.</param>
internal sealed record BuildGround(EngineInfo Engine, IReadOnlyList<BaseImage> Bases, EngineImage? Previous);
