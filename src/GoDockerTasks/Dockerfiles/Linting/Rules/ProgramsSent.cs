using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Errors;
using GoDockerTasks.Modules;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>What was built outside comes into the build with the source.</summary>
internal sealed class ProgramsSent : ILintCheck
{
    private static readonly string[] Folders = ["", "bin/", "build/", "dist/", "out/", "_output/"];

    // ELF, Mach-O in both widths, PE.
    private static readonly byte[][] Beginnings = [[0x7F, .. "ELF"u8], [0xCE, 0xFA, 0xED, 0xFE], [0xCF, 0xFA, 0xED, 0xFE], [.. "MZ"u8]];

    public LintRule Rule { get; } = new("GDT5803", LintSeverity.Info, "A program that was built outside is copied with the source")
    {
        Why = """
            It is sent to the builder, and each build outside changes it, so the layer of the source is built again though no source has
            changed. Nothing uses it: the Dockerfile compiles its own.
            """,
        Fix = "Add it to .dockerignore.",
        Bad = """
            # with a program in bin/, and without 'bin' in .dockerignore
            FROM golang:1.24
            COPY . /src
            RUN cd /src && CGO_ENABLED=0 go build -o /app
            """,
        Good = """
            # with 'bin' in .dockerignore
            FROM golang:1.24
            COPY . /src
            RUN cd /src && CGO_ENABLED=0 go build -o /app
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject)
    {
        if (subject.Context is { } context && Copy(subject) is { } copy
            && Programs(context).FirstOrDefault(file => !context.IsIgnored(file) && context.StartsWith(file, Beginnings)) is { } program
            && !IsNamed(subject, program))
        {
            yield return Rule.At(copy.Line, $"The copy brings {program} along, which is a program already.");
        }
    }

    private static CopyInstruction? Copy(LintSubject subject) => subject.Runs
        .Where(subject.Go.Compiles)
        .Select(run => subject.Sources.Before(run).WholeBy)
        .OfType<CopyInstruction>()
        .FirstOrDefault(copy => copy.From is null && copy.Sources.Any(source => source is "." or "./"));

    // Only names that Go itself would give: those of the module and of the folders of cmd.
    private static IEnumerable<string> Programs(BuildContextFolder context)
    {
        var own = Module(context) is { } module ? [module.Split('/').Last(part => !IsMajorVersion(part))] : Array.Empty<string>();
        return from folder in Folders
               from name in own.Concat(context.Folders("cmd"))
               from file in new[] { folder + name, $"{folder}{name}.exe" }
               select file;
    }

    private static bool IsMajorVersion(string part) => part.Length > 1 && part[0] == 'v' && part.Skip(1).All(char.IsAsciiDigit);

    private static string? Module(BuildContextFolder context)
    {
        try
        {
            return context.Read("go.mod") is { } text ? GoMod.Parse("go.mod", text).Module : null;
        }
        catch (GoDockerException)
        {
            return null;
        }
    }

    // Somebody wants it then.
    private static bool IsNamed(LintSubject subject, string program) =>
        subject.Dockerfile.Instructions.OfType<CopyInstruction>()
            .Where(copy => copy.From is null)
            .SelectMany(copy => copy.Sources)
            .Select(source => source.TrimStart('.', '/').TrimEnd('/', '*'))
            .Any(source => source.Length > 0 && program.StartsWith(source, StringComparison.Ordinal));
}
