using GoDockerTasks.Modules.Zip;

namespace GoDockerTasks.Tests.Modules.Zip;

[TestFixture]
public sealed class Crc32Tests
{
    [Test]
    public void The_check_value_of_the_standard_comes_out() => Crc32.Append(0, "123456789"u8).Should().Be(0xCBF43926);

    [Test]
    public void However_the_bytes_are_cut_the_checksum_is_that_of_each_after_the_other()
    {
        var bytes = new byte[700];
        new Random(5).NextBytes(bytes);
        var expected = 0U;
        for (var length = 0; length < bytes.Length; length++)
        {
            Crc32.Append(0, bytes.AsSpan(0, length)).Should().Be(expected);
            Crc32.Append(Crc32.Append(0, bytes.AsSpan(0, length / 3)), bytes.AsSpan(length / 3, length - (length / 3))).Should().Be(expected);
            expected = Crc32.Append(expected, bytes.AsSpan(length, 1));
        }
    }
}
