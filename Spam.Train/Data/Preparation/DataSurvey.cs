using Spam.Train.Data.Reading;
using Spam.Train.LongWork;

namespace Spam.Train.Data.Preparation;

/// <summary>The first pass over a data set: counts and finds, and keeps digests of the texts, not the texts.</summary>
sealed class DataSurvey
{
    const int ShownCharacters = 60, RowsAReport = 64;

    readonly PreparationOptions _options;
    readonly IReadOnlyList<RowSource> _sources;
    readonly List<SourceCount> _counts = [];
    readonly List<Finding> _duplicates = [], _conflicts = [];
    readonly List<BadRow> _badRows = [];
    readonly Dictionary<FaultKind, long> _numBad = [];
    readonly LengthCounts _characters = new(), _words = new();

    /// <summary>Goes over all rows.</summary>
    /// <exception cref="DataSetException">A source cannot be read.</exception>
    public DataSurvey(IReadOnlyList<RowSource> sources, PreparationOptions options, Work work)
    {
        (_sources, _options, Labels) = (sources, options, new(options.IsMultiLabel));
        if (sources.Count > Place.MostSources)
            throw new DataSetException($"{sources.Count} files came; {Place.MostSources} can be merged at once.");

        for (var source = 0; source < sources.Count; source++)
            Take(source, work);
        work.Report(1);
    }

    /// <summary>Each source with its rows.</summary>
    public IReadOnlyList<SourceCount> Sources => _counts;

    /// <summary>How many rows can be used.</summary>
    public long NumRows { get; private set; }

    /// <summary>The labels.</summary>
    public LabelTable Labels { get; }

    /// <summary>How long texts are, in characters.</summary>
    public LengthFigures Characters => _characters.Figures;

    /// <summary>How long texts are, in words of Keras's tokenizer.</summary>
    public LengthFigures Words => _words.Figures;

    /// <summary>How many texts are empty.</summary>
    public long NumEmpty { get; private set; }

    /// <summary>How many texts have no word, the empty ones among them.</summary>
    public long NumWithoutWords { get; private set; }

    /// <summary>How many rows have exactly the text of an earlier row.</summary>
    public long NumExactDuplicates { get; private set; }

    /// <summary>How many rows have the words of an earlier row; exact duplicates are among them.</summary>
    public long NumWordDuplicates { get; private set; }

    /// <summary>How many of these have another label than the first of their words.</summary>
    public long NumConflicts { get; private set; }

    /// <summary>How many rows cannot be used, by kind.</summary>
    public IReadOnlyDictionary<FaultKind, long> NumBad => _numBad;

    /// <summary>The first rows with the words of an earlier row.</summary>
    public IReadOnlyList<Finding> DuplicateRows => _duplicates;

    /// <summary>The first of them with another label.</summary>
    public IReadOnlyList<Finding> ConflictingRows => _conflicts;

    /// <summary>The first rows that cannot be used.</summary>
    public IReadOnlyList<BadRow> BadRows => _badRows;

    /// <summary>The rows of the same words.</summary>
    public DigestTable<TextGroup> Groups { get; } = new();

    /// <summary>Where each text is first.</summary>
    public DigestTable<Place> Texts { get; } = new();

    void Take(int source, Work work)
    {
        var (rows, bad) = (0L, 0L);
        foreach (var row in _sources[source].Read(fault => Refuse(source, fault, ref bad)))
        {
            if ((rows + bad) % RowsAReport == 0)
                work.Report((source + _sources[source].ShareRead) / _sources.Count);
            if (Labels.FaultOf(row.Label) is { } fault)
            {
                Refuse(source, new(row.Line, FaultKind.Label, fault), ref bad);
                continue;
            }

            Take(row, Place.Of(source, row.Line));
            rows++;
        }

        NumRows += rows;
        _counts.Add(new(_sources[source].Path, _sources[source].Format, rows, bad));
    }

    void Take(DataRow row, Place place)
    {
        var key = TextKey.Of(row.Text);
        var labels = Labels.Add(row.Label);
        _characters.Add(row.Text.Length - row.Text.Count(char.IsLowSurrogate));
        _words.Add(key.NumWords);
        NumEmpty += row.Text.Length == 0 ? 1 : 0;
        NumWithoutWords += key.NumWords == 0 ? 1 : 0;

        ref var first = ref Texts.At(key.Exact, out var isExactDuplicate);
        if (!isExactDuplicate)
            first = place;
        NumExactDuplicates += isExactDuplicate ? 1 : 0;

        ref var group = ref Groups.At(key.Words, out var isDuplicate);
        if (!isDuplicate)
        {
            group = new(place, labels, 1);
            return;
        }

        var isRemoved = _options.Duplicates == Duplicates.WordsRemoved || (_options.Duplicates == Duplicates.ExactRemoved && isExactDuplicate);
        group = group with { NumKept = group.NumKept + (isRemoved ? 0 : 1) };
        NumWordDuplicates++;
        List(_duplicates, row, place, labels, group);
        if (group.Labels == labels)
            return;

        NumConflicts++;
        List(_conflicts, row, place, labels, group);
    }

    void List(List<Finding> findings, DataRow row, Place place, int labels, TextGroup group)
    {
        if (findings.Count < _options.MaxListed)
            findings.Add(new(NameOf(place), Labels.NameOf(labels), NameOf(group.First), Labels.NameOf(group.Labels), _options.ShowsTexts ? Shown(row.Text) : null));
    }

    void Refuse(int source, RowFault fault, ref long bad)
    {
        bad++;
        _numBad[fault.Kind] = _numBad.GetValueOrDefault(fault.Kind) + 1;
        if (_badRows.Count < _options.MaxListed)
            _badRows.Add(new(_sources[source].PlaceOf(fault.Line), fault.Kind, fault.Message));
    }

    string NameOf(Place place) => _sources[place.Source].PlaceOf(place.Line);

    static string Shown(string text)
        => text.Length <= ShownCharacters ? text : $"{text[..(char.IsHighSurrogate(text[ShownCharacters - 1]) ? ShownCharacters - 1 : ShownCharacters)]}...";
}
