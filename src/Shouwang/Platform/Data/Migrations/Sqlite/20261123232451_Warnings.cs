using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shouwang.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Warnings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "monitoring_warning",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    scope = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    household_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    division = table.Column<string>(type: "TEXT", maxLength: 12, nullable: true),
                    unit = table.Column<string>(type: "TEXT", maxLength: 12, nullable: true),
                    severity = table.Column<string>(type: "TEXT", nullable: false),
                    amount_unit = table.Column<string>(type: "TEXT", nullable: false),
                    amount_raised = table.Column<long>(type: "INTEGER", nullable: true),
                    amount = table.Column<long>(type: "INTEGER", nullable: true),
                    raised_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    last_seen_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    worker_code = table.Column<string>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    outcome_reason = table.Column<string>(type: "TEXT", nullable: true),
                    verified_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    merged_count = table.Column<int>(type: "INTEGER", nullable: false),
                    escalation = table.Column<string>(type: "TEXT", nullable: false),
                    pack_hash = table.Column<string>(type: "TEXT", nullable: false),
                    sources = table.Column<string>(type: "TEXT", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", nullable: false),
                    values_json = table.Column<string>(type: "TEXT", nullable: true),
                    previous_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_monitoring_warning", x => x.id);
                    table.ForeignKey(
                        name: "fk_monitoring_warning_household_id",
                        column: x => x.household_id,
                        principalTable: "registry_household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_monitoring_warning_person_id",
                        column: x => x.person_id,
                        principalTable: "registry_person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_monitoring_warning_worker_code",
                        column: x => x.worker_code,
                        principalTable: "registry_worker",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "monitoring_suppressed_hit",
                columns: table => new
                {
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    severity = table.Column<string>(type: "TEXT", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    warning_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_monitoring_suppressed_hit", x => new { x.rule, x.subject, x.as_of });
                    table.ForeignKey(
                        name: "fk_monitoring_suppressed_hit_warning_id",
                        column: x => x.warning_id,
                        principalTable: "monitoring_warning",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "monitoring_warning_event",
                columns: table => new
                {
                    warning_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state_before = table.Column<string>(type: "TEXT", nullable: false),
                    state_after = table.Column<string>(type: "TEXT", nullable: false),
                    detail = table.Column<string>(type: "TEXT", nullable: true),
                    why = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_monitoring_warning_event", x => new { x.warning_id, x.sequence });
                    table.ForeignKey(
                        name: "fk_monitoring_warning_event_warning_id",
                        column: x => x.warning_id,
                        principalTable: "monitoring_warning",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_suppressed_hit_warning_id",
                table: "monitoring_suppressed_hit",
                column: "warning_id");

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_warning_household_id",
                table: "monitoring_warning",
                column: "household_id");

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_warning_number",
                table: "monitoring_warning",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_warning_person_id",
                table: "monitoring_warning",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_warning_rule_subject",
                table: "monitoring_warning",
                columns: new[] { "rule", "subject" },
                unique: true,
                filter: "state <> 'closed'");

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_warning_worker_code",
                table: "monitoring_warning",
                column: "worker_code");

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_warning_year_ordinal",
                table: "monitoring_warning",
                columns: new[] { "year", "ordinal" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "monitoring_suppressed_hit");

            migrationBuilder.DropTable(
                name: "monitoring_warning_event");

            migrationBuilder.DropTable(
                name: "monitoring_warning");
        }
    }
}
