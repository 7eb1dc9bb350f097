using Spam.Keras.Saving;

namespace Spam.Tests.Keras.Saving;

public sealed class AtomicDirectoryTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("spam-tests-").FullName;

    string Target => Path.Combine(_folder, "model");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_new_folder_is_written_with_its_parents()
    {
        var target = Path.Combine(_folder, "a", "b");

        AtomicDirectory.Write(target, folder => File.WriteAllText(Path.Combine(folder, "x"), "new"));

        Assert.Equal("new", File.ReadAllText(Path.Combine(target, "x")));
        Assert.Equal([target], Directory.GetFileSystemEntries(Path.Combine(_folder, "a")));
    }

    [Fact]
    public void A_new_version_replaces_the_old_one_whole()
    {
        Write("old", "gone");

        Write("new");

        Assert.Equal(["new"], Names(Target));
        Assert.Equal(["model"], Names(_folder));
    }

    [Fact]
    public void A_write_that_throws_leaves_the_old_version_and_no_litter()
    {
        Write("old");

        Assert.Throws<InvalidOperationException>(() => AtomicDirectory.Write(Target, folder =>
        {
            File.WriteAllText(Path.Combine(folder, "half"), "");
            throw new InvalidOperationException();
        }));

        Assert.Equal(["old"], Names(Target));
        Assert.Equal(["model"], Names(_folder));
    }

    [Fact]
    public void While_it_is_written_the_old_version_is_there_whole()
    {
        Write("old");

        AtomicDirectory.Write(Target, folder =>
        {
            File.WriteAllText(Path.Combine(folder, "new"), "");
            Assert.Equal(["old"], Names(Target));
        });

        Assert.Equal(["new"], Names(Target));
    }

    [Fact]
    public void What_a_killed_write_left_is_removed_by_the_next()
    {
        var left = Path.Combine(_folder, $".model.{Guid.NewGuid():N}");
        Directory.CreateDirectory(left + ".new");
        File.WriteAllText(Path.Combine(left + ".new", "half"), "");
        File.WriteAllText(left + ".lock", "");

        Write("new");

        Assert.Equal(["model"], Names(_folder));
    }

    [Fact]
    public void A_write_killed_between_its_two_renames_gives_the_old_version_back()
    {
        var left = Path.Combine(_folder, $".model.{Guid.NewGuid():N}.old");
        Directory.CreateDirectory(left);
        File.WriteAllText(Path.Combine(left, "old"), "");

        Assert.Throws<InvalidOperationException>(() => AtomicDirectory.Write(Target, _ => throw new InvalidOperationException()));

        Assert.Equal(["old"], Names(Target));
        Assert.Equal(["model"], Names(_folder));
    }

    [Fact]
    public void Two_writes_at_once_do_not_touch_each_other()
    {
        AtomicDirectory.Write(Target, folder =>
        {
            File.WriteAllText(Path.Combine(folder, "outer"), "");
            Write("inner");
            Assert.Equal(["outer"], Names(folder));
        });

        Assert.Equal(["outer"], Names(Target));
        Assert.Equal(["model"], Names(_folder));
    }

    [Fact]
    public void A_link_stays_a_link_to_what_is_replaced()
    {
        Write("old");
        var link = Path.Combine(_folder, "latest");
        Directory.CreateSymbolicLink(link, Target);

        AtomicDirectory.Write(link, folder => File.WriteAllText(Path.Combine(folder, "new"), ""));

        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Equal(["new"], Names(Target));
    }

    [Fact]
    public void A_file_is_replaced_only_when_it_is_complete()
    {
        var path = Path.Combine(_folder, "file.json");
        AtomicFile.Write(path, stream => stream.Write("old"u8));

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));

        AtomicFile.Write(path, stream => stream.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(["file.json"], Names(_folder));
    }

    void Write(params string[] files) => AtomicDirectory.Write(Target, folder =>
    {
        foreach (var file in files)
            File.WriteAllText(Path.Combine(folder, file), file);
    });

    static IEnumerable<string> Names(string folder) => Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order();
}
