using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Errors;
using GoDockerTasks.Modules;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>A vendor folder that is not the one of go.mod, or that the build does not get.</summary>
internal sealed class VendorMismatch : ILintCheck
{
    private const string List = "vendor/modules.txt";

    // From here on Go uses the folder unasked, and compares it with go.mod.
    private const string FirstThatCompares = "1.14";

    public LintRule Rule { get; } = new("GDT5307", LintSeverity.Warning, "The vendor folder does not fit go.mod, or is not in the build")
    {
        Why = """
            Go compares vendor/modules.txt with go.mod before it builds from the vendor folder, and stops with 'inconsistent vendoring' where
            they differ.
            """,
        Fix = "Run 'go mod vendor' and commit the folder; take it out of .dockerignore.",
        Bad = """
            # with 'vendor' in .dockerignore
            FROM golang:1.24 AS build
            WORKDIR /src
            COPY . .
            RUN CGO_ENABLED=0 go build -mod=vendor -o /app
            """,
        Good = """
            # without 'vendor' in .dockerignore
            FROM golang:1.24 AS build
            WORKDIR /src
            COPY . .
            RUN CGO_ENABLED=0 go build -mod=vendor -o /app
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject)
    {
        if (subject.Context is not { } context || !context.Has(List) || !context.Has("go.mod") || context.Has("go.work")
            || subject.Runs.Any(run => run.Run.Script.Contains("vendor", StringComparison.Ordinal) && !run.GoCommands.Any(AsksForVendor))
            || subject.Runs.FirstOrDefault(run => IsBuild(subject, run)) is not { } build)
        {
            yield break;
        }

        var asks = build.GoCommands.Any(AsksForVendor);
        if (context.IsIgnored(List))
        {
            if (asks && !BringsVendor(subject))
            {
                yield return Rule.At(build.Line, ".dockerignore keeps the vendor folder out of the build that is to use it.");
            }
        }
        else if (Difference(context) is { } difference)
        {
            yield return Rule.At(build.Line, difference);
        }
    }

    private static bool AsksForVendor(Commands.ShellCommand command) => command.Arguments.Any(argument => argument is "-mod=vendor" or "--mod=vendor");

    // In the folder that has the whole context, with nothing in the file that could change go.mod or the folder.
    private static bool IsBuild(LintSubject subject, LintRun run) =>
        run.GoCommands.Any(command => Commands.GoRunDetector.Subcommand(command) == "build"
            && !command.Arguments.Any(argument => argument.StartsWith("-mod", StringComparison.Ordinal) && argument != "-mod=vendor"))
        && run.Commands.All(command => command.Program != "cd")
        && run.GoCommands.All(command => !command.Arguments.Any(argument => argument is "-C" || argument.Contains('@', StringComparison.Ordinal)))
        && run.State.Value("GOFLAGS") is null && !run.Inline("GOFLAGS").Any() && run.State.Value("GO111MODULE") is null && run.Earlier.Count == 0
        && subject.Sources.Before(run) is { WholeBy: CopyInstruction { From: null, Sources: ["." or "./"] }, WholeAt: { } folder }
        && folder == run.State.WorkingDirectory
        && !subject.Runs.Any(other => other.GoCommands.Any(command => command.Arguments.Any(argument => argument is "tidy" or "edit" or "init" or "get")));

    private static bool BringsVendor(LintSubject subject) =>
        subject.Dockerfile.Instructions.OfType<CopyInstruction>().Any(copy => copy.Arguments.Contains("vendor", StringComparison.Ordinal))
        || subject.Runs.Any(run => run.Run.Mounts.Any(mount => mount.Type == "bind"));

    private static string? Difference(BuildContextFolder context)
    {
        try
        {
            if (context.Read("go.mod") is not { } text || context.Read(List) is not { } list)
            {
                return null;
            }

            var mod = GoMod.Parse("go.mod", text);
            var vendored = VendorModules.Parse(List, list).Modules.Where(module => module.IsExplicit).Select(module => (module.Path, module.Version)).ToHashSet();
            return !GoRelease.Fits(FirstThatCompares, mod.GoVersion ?? "1.13") ? null
                : mod.Requirements.FirstOrDefault(required => !vendored.Contains((required.Module.Path, required.Module.Version))) is { } missing
                    ? $"go.mod requires {missing.Module.Path} {missing.Module.Version} in line {missing.Line}, and {List} does not have it."
                    : null;
        }
        catch (GoDockerException)
        {
            // What is wrong with these files themselves is said where they are used.
            return null;
        }
    }
}
