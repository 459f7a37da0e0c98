namespace Shouwang.Server.City.Oracle;

/// <summary>
/// The thresholds as the truth knows them, in fen, days and months. They stand here a second time on purpose:
/// a truth that read the pack would agree with a pack that is wrong.
/// </summary>
internal static class Law
{
    public const int EventDays = 30;

    public const long Line = 9_048_00;
    public const long MinWage = 1_930_00;

    public const long Admission = 6_000_00;
    public const long AdmissionRed = 50_000_00;
    public const long AdmissionResident = 10_000_00;
    public const long Year = 10_000_00;
    public const long YearFormerPoor = 5_000_00;
    public const long YearResident = 20_000_00;
    public const long IncomeShareFloor = 2_000_00;
    public const long ProvincialRuralIncome = 21_144_00;
    public const int TopUpAge = 70;
    public const long OutpatientMonth = 500_00;
    public const int ElderAge = 60;
    public const int WorkingAge = 16;
    public const int WorkingAgeEnd = 59;
    public const int AdultAge = 18;
    public const long WageFloor = 12_000_00;
    public const long DisasterLoss = 20_000_00;
    public const int WaterDays = 7;
    public const int WaterLookBack = 60;
    public const int DropoutDays = 180;
    public const long SchoolYear = 10_000_00;
    public const int UniversityDays = 60;
    public const int ProjectDays = 90;
    public const int OverdueDays = 30;
    public const int LoanDays = 60;
    public const long RigidFloor = 5_000_00;
    public const int LeftDays = 90;
    public const int CertificateDays = 30;
    public const int CancelledDays = 365;
    public const int BirthdayDays = 30;
    public const int DormantDays = 180;
    public const int WatchedMonths = 12;
    public const long LeftAdmission = 3_000_00;
    public const long LeftYear = 5_000_00;
    public const long LeftOutpatient = 250_00;
    public const long LeftSchoolYear = 5_000_00;
    public const int RecognisedMonths = 12;
    public const int RecognitionDays = 30;

    /// <summary>The last day on which residents could enrol for the year.</summary>
    public static DateOnly ClosingDate(int year) => new(year, 2, DateTime.DaysInMonth(year, 2));
}
