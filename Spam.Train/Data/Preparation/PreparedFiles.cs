using Spam.Train.Data.Reading;
using Spam.Train.LongWork;

namespace Spam.Train.Data.Preparation;

/// <summary>The second pass over a data set: writes the rows that are kept, each into the file of its part.</summary>
sealed class PreparedFiles
{
    const string Rest = "train";
    const int RowsAReport = 64;

    readonly PreparationOptions _options;

    PreparedFiles(PreparationOptions options)
    {
        _options = options;
        Parts = options.Parts.Count == 0 ? [new("all", options.Out!)] : [.. options.Parts.Select(part => part.Name).Append(Rest).Select(name => new WrittenPart(name, PathOf(options.Out!, name)))]; // only made where there is an Out
    }

    /// <summary>The files that were written.</summary>
    public IReadOnlyList<WrittenPart> Parts { get; }

    /// <summary>Makes sure that nothing is replaced that should not be.</summary>
    /// <exception cref="DataSetException">A file is there, or is read as well.</exception>
    public static PreparedFiles Plan(IReadOnlyList<RowSource> sources, PreparationOptions options)
    {
        var files = new PreparedFiles(options);
        foreach (var part in files.Parts)
        {
            if (sources.Any(source => Path.GetFullPath(source.Path) == Path.GetFullPath(part.Path)))
                throw new DataSetException($"{part.Path} is read, so it is not written. Choose another name with --out.");
            if (Directory.Exists(part.Path))
                throw new DataSetException($"{part.Path} is a folder; a CSV file is to be written there. Choose another name with --out.");
            if (!options.Overwrites && File.Exists(part.Path))
                throw new DataSetException($"{part.Path} is there already. Choose another name with --out, or replace it with --overwrite.");
        }

        return files;
    }

    /// <summary>Writes all files; those that are there stay whole until all are written.</summary>
    /// <exception cref="DataSetException">A source changed since the survey.</exception>
    public void Write(IReadOnlyList<RowSource> sources, DataSurvey survey, Work work)
    {
        var partition = new Partition(_options, survey.Groups, survey.Labels.NumSets);
        var written = Parts.Select(part => part.Path + $".{Environment.ProcessId}.partial").ToArray();
        try
        {
            using (var writers = new PartWriters(written))
            {
                for (var source = 0; source < sources.Count; source++)
                    Write(sources[source], source, survey, partition, writers, work);
            }

            work.Report(1); // the last time to stop
            for (var i = 0; i < written.Length; i++)
                File.Move(written[i], Parts[i].Path, overwrite: _options.Overwrites);
        }
        finally
        {
            foreach (var path in written)
                File.Delete(path); // does nothing where it was moved
        }
    }

    void Write(RowSource rows, int source, DataSurvey survey, Partition partition, PartWriters writers, Work work)
    {
        var (numRows, before) = (0L, survey.Sources.Take(source).Sum(earlier => earlier.NumRows));
        foreach (var row in rows.Read(_ => { }))
        {
            if (numRows % RowsAReport == 0)
                work.Report((before + numRows) / Math.Max(1.0, survey.NumRows));
            if (survey.Labels.FaultOf(row.Label) is not null)
                continue;

            var key = TextKey.Of(row.Text);
            var place = Place.Of(source, row.Line);
            if (!survey.Groups.TryGet(key.Words, out var group) || !survey.Texts.TryGet(key.Exact, out var first))
                throw Changed(rows);

            numRows++;
            var isKept = _options.Duplicates switch
            {
                Duplicates.ExactRemoved => first == place,
                Duplicates.WordsRemoved => group.First == place,
                _ => true,
            };
            if (!isKept)
                continue;

            var part = partition.PartOf(key.Words, group);
            writers.Write(part, row);
            Parts[part].Count(survey.Labels.LabelsOf(row.Label));
        }

        if (numRows != survey.Sources[source].NumRows)
            throw Changed(rows);
    }

    static DataSetException Changed(RowSource rows) => new($"{rows.Path} changed while it was read. Nothing was written; run the command again.");

    static string PathOf(string path, string part)
        => Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Path.GetFileNameWithoutExtension(path)}-{part}{Path.GetExtension(path)}");
}
