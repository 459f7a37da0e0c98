using System.Buffers.Binary;
using System.Security.Cryptography;
using CsCheck;
using Shouwang.Platform.Security;
using Shouwang.Registry;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Platform.Security;

public sealed class PseudonymsTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly KeyRing keys;
    private readonly Pseudonyms pseudonyms;

    public PseudonymsTests()
    {
        keys = KeyRing.OpenOrCreate(folder.File("keys"));
        pseudonyms = new Pseudonyms(keys);
    }

    public void Dispose()
    {
        pseudonyms.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(10_001)]
    public void A_batch_gives_what_one_at_a_time_gives(int count)
    {
        var bodies = Enumerable.Range(0, count).Select(i => 34069918800101001UL + (ulong)i).ToArray();
        var together = new UInt128[count];

        pseudonyms.OfBodies(bodies, together);

        Assert.Equal(bodies.Select(pseudonyms.OfBody), together);
        Assert.Equal(count, together.Distinct().Count());
    }

    [Fact]
    public void A_pseudonym_is_one_AES_256_block_of_the_number()
    {
        var id = IdNumber.Parse("340699188001010017");
        var block = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(block, id.Body);
        "tnediser"u8.CopyTo(block.AsSpan(8));
        using var aes = Aes.Create();
        aes.Key = keys.Derive("pseudonym/person", 32);

        Assert.Equal(BinaryPrimitives.ReadUInt128LittleEndian(aes.EncryptEcb(block, PaddingMode.None)), pseudonyms.Of(id));
    }

    [Fact]
    public void The_same_person_has_the_same_pseudonym_after_a_restart_and_another_one_elsewhere()
    {
        var id = IdNumber.Parse("340699188001010017");
        using var restarted = new Pseudonyms(KeyRing.Open(folder.File("keys")));
        using var elsewhere = new Pseudonyms(KeyRing.OpenOrCreate(folder.File("other")));

        Assert.Equal(pseudonyms.Of(id), restarted.Of(id));
        Assert.NotEqual(pseudonyms.Of(id), elsewhere.Of(id));
    }

    [Fact]
    public void Too_little_room_for_the_answers_is_an_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => pseudonyms.OfBodies([1, 2, 3], new UInt128[2]));

    [Fact]
    public void A_text_has_one_pseudonym_for_each_purpose()
    {
        Assert.Equal(pseudonyms.OfText("account", "6217001"u8), pseudonyms.OfText("account", "6217001"u8));
        Assert.NotEqual(pseudonyms.OfText("account", "6217001"u8), pseudonyms.OfText("phone", "6217001"u8));
        Assert.NotEqual(pseudonyms.OfText("account", "16217001"u8), pseudonyms.OfText("account1", "6217001"u8));
    }

    [Fact]
    public void Many_threads_get_the_same_pseudonyms()
    {
        var bodies = Enumerable.Range(0, 5_000).Select(i => (ulong)i).ToArray();
        var expected = new UInt128[bodies.Length];
        pseudonyms.OfBodies(bodies, expected);

        Parallel.For(0, 32, _ =>
        {
            var found = new UInt128[bodies.Length];
            pseudonyms.OfBodies(bodies, found);
            Assert.Equal(expected, found);
        });
    }

    [Fact]
    public void No_two_numbers_share_a_pseudonym() =>
        Gen.Select(Gen.ULong[0, 99_999_999_999_999_999], Gen.ULong[0, 99_999_999_999_999_999]).Sample((a, b) =>
            Assert.Equal(a == b, pseudonyms.OfBody(a) == pseudonyms.OfBody(b)));
}
