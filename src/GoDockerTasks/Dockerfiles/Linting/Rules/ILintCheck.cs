namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>Finds one kind of fault.</summary>
internal interface ILintCheck
{
    LintRule Rule { get; }

    IEnumerable<LintFinding> Find(LintSubject subject);
}
