using Cake.Core;
using Cake.Frosting.Tests.Fakes;

namespace Cake.Frosting.Tests.CommandLine;

public sealed class WorkingDirectoryTests
{
    private readonly HostFixture _host = new HostFixture().With<Work>();

    [TestCase("", null, "/work-of-this-test")]
    [TestCase("", "/code", "/code")]
    [TestCase("", "../code", "/code")]
    [TestCase("--working=/argument", "/code", "/argument")]
    [TestCase("--working=argument", null, "/work-of-this-test/argument")]
    [TestCase("-w /argument", null, "/argument")]
    public void The_working_directory_comes_from_argument_or_code_or_stays(string args, string? code, string expected)
    {
        if (code is not null)
        {
            _host.Host.UseWorkingDirectory(code);
        }

        _host.Run(["--target=Work", .. args.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).Should().Be(0);

        _host.Journal.ToString().Should().Be(expected);
    }

    private sealed class Work(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add(context.Environment.WorkingDirectory.FullPath);
    }
}
