"""Data for machines in templates."""

from django import template

from csto_archive import machines

register = template.Library()

register.filter(machines.linked_script)
